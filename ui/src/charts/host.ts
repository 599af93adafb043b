/**
 * host: what ECharts looks for when it loads, for an engine that has only the language (Duktape): the global object
 * under the names that browsers give it, a console that says nothing and timers that never ring. Must be imported
 * before ECharts.
 */
type Global = { [name: string]: unknown };

const root = Function('return this')() as Global;
const silent = (): void => undefined;
const never = (): number => 0;

for (const name of ['window', 'self', 'globalThis']) if (root[name] === undefined) root[name] = root;
if (root['console'] === undefined) root['console'] = { log: silent, info: silent, warn: silent, error: silent };
for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame'])
  if (root[name] === undefined) root[name] = never;
for (const name of ['clearTimeout', 'clearInterval', 'cancelAnimationFrame'])
  if (root[name] === undefined) root[name] = silent;
