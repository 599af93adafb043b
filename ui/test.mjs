/**
 * node test.mjs: bundles tests/*.test.ts into one file and runs it with Node's own test runner, which says TAP. The
 * program that Duktape runs is built first, so that its tests test what is shipped.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
mkdirSync(path.join(here, 'dist'), { recursive: true });

const script = path.join(here, 'dist/charts.js');
const built = spawnSync(process.execPath, [path.join(here, 'build.mjs'), script], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const tests = readdirSync(path.join(here, 'tests')).filter((name) => name.endsWith('.test.ts'));
const bundle = path.join(here, 'dist/tests.mjs');
await build({
  absWorkingDir: here,
  stdin: { contents: tests.map((name) => `import './tests/${name}';`).join('\n'), resolveDir: here },
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node18',
  logLevel: 'warning',
});
const ran = spawnSync(process.execPath, ['--test-reporter=tap', bundle], {
  stdio: 'inherit',
  env: { ...process.env, HOMEWARD_CHARTS: script },
});
process.exit(ran.status ?? 1);
