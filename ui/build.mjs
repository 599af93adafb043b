/**
 * node build.mjs OUT [DEPFILE]: the charts as one ES5 script for Duktape.
 *
 * esbuild bundles without minifying, because a minifier moves `"x" in y` into the head of a `for`, which Duktape
 * refuses; swc then turns what is newer than ES5 into ES5 (what esbuild itself would put for a spread needs functions
 * that Duktape lacks). Nothing is fetched: `npm ci` in this folder must have run. DEPFILE lists our own sources for
 * Ninja; the packages are pinned by package-lock.json, on which the build depends as a whole.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [out, depfile] = process.argv.slice(2);
if (!out) {
  console.error('usage: node build.mjs OUT [DEPFILE]');
  process.exit(2);
}

const tools = await Promise.all([import('esbuild'), import('@swc/core'), import('echarts/core')]).catch((error) => {
  console.error(`the packages of the charts are not installed: run "npm ci" in ${here} first (${error.message})`);
  process.exit(1);
});
const [esbuild, swc] = tools;

const bundled = await esbuild.build({
  absWorkingDir: here,
  entryPoints: ['src/charts/engine.ts'],
  bundle: true,
  write: false,
  metafile: true,
  format: 'iife',
  target: 'es2018',
  charset: 'ascii',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
});
const { code } = await swc.transform(bundled.outputFiles[0].text, {
  configFile: false,
  swcrc: false,
  sourceMaps: false,
  minify: true, // white space only
  isModule: false,
  // Duktape's arrays have no iterators, and only arrays are walked or spread here.
  jsc: {
    minify: { compress: false, mangle: false },
    target: 'es5',
    parser: { syntax: 'ecmascript' },
    preserveAllComments: false,
    assumptions: { iterableIsArray: true, setSpreadProperties: true },
  },
});
const banner = '/* Contains Apache ECharts (Apache-2.0), ZRender (BSD-3-Clause) and tslib (0BSD). */\n';
await writeFile(out, banner + code);

if (depfile) {
  const ours = Object.keys(bundled.metafile.inputs).filter((input) => !input.startsWith('node_modules/'));
  const escaped = (name) => name.replace(/[ #]/g, '\\$&').replace(/\$/g, '$$$$');
  await writeFile(depfile, `${escaped(out)}: ${ours.map((input) => escaped(path.join(here, input))).join(' ')}\n`);
}
