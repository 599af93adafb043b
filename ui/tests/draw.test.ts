import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';
import { drawSvg } from '../src/charts/draw';
import { textWidth } from '../src/charts/letters';
import { readTable } from '../src/charts/table';
import type { LooseTable } from './tables';
import { KINDS, mixTable, stockTable } from './tables';

const draw = (id: string, table: LooseTable, width = 960, height = 0) =>
  drawSvg(id, readTable(JSON.stringify(table)), width, height);

interface Box {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where every text of an SVG stands: capital letters are .72 of the size high, centred on the line. */
function boxesOf(svg: string): Box[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)</g)].map(([, attributes = '', escaped = '']) => {
    const of = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(` ${attributes}`)?.[1];
    const [, dx = '0', dy = '0'] = /translate\(([\d.-]+) ([\d.-]+)\)/.exec(of('transform') ?? '') ?? [];
    const size = Number(of('font-size'));
    const text = escaped.replace(/&#39;/g, "'").replace(/&amp;/g, '&');
    const width = textWidth(text, size, of('font-weight') === 'bold');
    const anchor = of('text-anchor');
    const x = Number(of('x') ?? 0) + Number(dx) - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
    const y = Number(of('y') ?? 0) + Number(dy);
    return { text, left: x, right: x + width, top: y - 0.36 * size, bottom: y + 0.36 * size };
  });
}

function clashes(boxes: Box[]): string[] {
  const found: string[] = [];
  boxes.forEach((one, place) => {
    for (const two of boxes.slice(place + 1))
      if (one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom)
        found.push(`"${one.text}" lies on "${two.text}"`);
  });
  return found;
}

const TABLES: [string, string, LooseTable][] = [
  ['C1', 'a usual fan', stockTable()],
  ['C1', 'a very narrow fan', stockTable(60, 36, 702, 2)],
  ['C1', 'a short past', stockTable(2, 36)],
  ['C1', 'a short future', stockTable(60, 1)],
  ['C1', 'a large council', stockTable(60, 36, 12000, 4000)],
  ['C1', 'a single child', stockTable(60, 36, 1, 2)],
  ['C5', 'nine kinds', mixTable(KINDS)],
  ['C5', 'one kind', mixTable([['Foster care', 50]])],
  ['C5', 'large numbers', mixTable(KINDS.map(([name, now]) => [name, now * 40]))],
  [
    'C5',
    'a name that is too long',
    mixTable([['Children’s home of another provider outside the area of the council, with education', 9]]),
  ],
];

for (const [id, what, table] of TABLES)
  test(`${id}: no text lies on another or outside the picture (${what})`, () => {
    for (const width of [480, 640, 960, 1600]) {
      const svg = draw(id, table, width);
      const boxes = boxesOf(svg);
      const height = Number(/ height="(\d+)"/.exec(svg)?.[1]);
      assert.ok(boxes.length > 8, 'has texts');
      assert.deepEqual(clashes(boxes), [], `at ${width} pixels`);
      for (const box of boxes)
        assert.ok(
          box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height,
          `${box.text} at ${width} pixels`,
        );
    }
  });

test('no letter is smaller than 12 pixels', () => {
  const sizes = [...(draw('C1', stockTable()) + draw('C5', mixTable(KINDS))).matchAll(/font-size="(\d+)"/g)].map(
    ([, size]) => Number(size),
  );
  assert.ok(sizes.length > 40);
  assert.ok(Math.min(...sizes) >= 12);
});

test('the least height that a chart names holds every text', () => {
  for (const [id, table] of [
    ['C1', stockTable()],
    ['C5', mixTable(KINDS)],
  ] as const) {
    const least = Number(/is (\d+) to/.exec(String(assert_throws(() => draw(id, table, 640, 1))))?.[1]);
    assert.deepEqual(clashes(boxesOf(draw(id, table, 640, least))), []);
    assert.throws(() => draw(id, table, 640, least - 1), /pixels high/);
  }
});

function assert_throws(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

test('an SVG says what it is to those who cannot see it', () => {
  const svg = draw('C1', stockTable());
  assert.match(svg, /^<svg role="img" aria-labelledby="C1-title C1-alt" /);
  assert.match(svg, /<title id="C1-title">702 children in care at 28 February 2026; median forecast 712/);
  assert.match(svg, /<desc id="C1-alt">Line chart: .* a 95% range of 602 to 822\.<\/desc>/);
});

test('the same table gives the same bytes, whatever was drawn before', () => {
  const first = draw('C1', stockTable());
  draw('C5', mixTable(KINDS));
  assert.equal(draw('C1', stockTable()), first);
});

test('two charts in one page share no id', () => {
  const ids = (svg: string) => [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  const both = [...ids(draw('C1', stockTable())), ...ids(draw('C5', mixTable(KINDS)))];
  assert.ok(both.length > 6);
  assert.equal(new Set(both).size, both.length);
});

test('a name with marks of XML stays a name', () => {
  const svg = draw('C5', mixTable([['<b>Homes & "others"</b>', 9]]));
  assert.ok(!svg.includes('<b>'));
  assert.match(svg, /<title id="C5-title">&lt;b&gt;Homes &amp; "others"&lt;\/b&gt;: 9 of 9 children/);
});

test('nothing is fetched and no style stands in an attribute', () => {
  const svg = draw('C1', stockTable()) + draw('C5', mixTable(KINDS));
  assert.doesNotMatch(svg, /href|url\((?!#)|<style| style=|<script|<image/);
});

test('an unknown chart and an impossible size are refused in words', () => {
  assert.throws(() => draw('C99', stockTable()), /there is no chart C99; there are C1, C5/);
  assert.throws(() => draw('C1', stockTable(), 100), /a chart is 480 to 4000 pixels wide, not 100/);
  assert.throws(() => readTable('[]'), /this is no table: it needs columns and rows/);
});

test('the script for Duktape draws the same in an engine that has only the language', () => {
  const engine = vm.createContext({});
  vm.runInContext(readFileSync(process.env['HOMEWARD_CHARTS'] ?? '', 'utf8'), engine);
  const call = vm.runInContext('(function (id, json) { return homeward.svg(id, json, 640, 0); })', engine) as (
    ...inputs: string[]
  ) => string;
  assert.equal(call('C1', JSON.stringify(stockTable())), draw('C1', stockTable(), 640));
  assert.equal(call('c5', JSON.stringify(mixTable(KINDS))), draw('C5', mixTable(KINDS), 640));
});
