import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChartOption, Mark } from '../src/charts/frame';
import { mix } from '../src/charts/mix';
import { readTable } from '../src/charts/table';
import type { LooseTable } from './tables';
import { KINDS, mixTable } from './tables';

const pictureOf = (table: LooseTable) => mix.of(readTable(JSON.stringify(table)));
const textsOf = (option: ChartOption) =>
  (option.graphic as Mark[]).map(({ style }) => style.text ?? '').filter((text) => text);

test('C5: the headline names the largest kind and its share of all', () => {
  // 28 + 118 + 168 + 190 + 20 + 80 + 1 + 60 = 665; 190 grows by a tenth to 209, ± 20% = 167 to 251.
  assert.equal(
    pictureOf(mixTable(KINDS)).headline,
    'Foster care, agency: 190 of 665 children at 28 February 2026, more than any other kind; ' +
      'median forecast 209 for February 2029, 80% range 167 to 251',
  );
});

test('C5: two kinds that are equally large are not called the largest', () => {
  const { headline } = pictureOf(
    mixTable([
      ['Foster care', 50],
      ['Home', 50],
    ]),
  );
  assert.match(headline, /^Foster care: 50 of 100 children at 28 February 2026; median forecast 55/);
});

test('C5: there is one panel for each kind with children, from zero, and none for a kind without', () => {
  const option = pictureOf(mixTable(KINDS)).option({ width: 960, height: 600 });
  assert.equal((option.grid as unknown[]).length, 8);
  assert.deepEqual(
    (option.yAxis as { min: number }[]).map(({ min }) => min),
    [0, 0, 0, 0, 0, 0, 0, 0],
  );
  assert.ok(textsOf(option).includes('Secure'));
  assert.ok(!textsOf(option).includes('Unregistered'));
});

test('C5: a kind that is empty now but may fill has a panel', () => {
  const table = mixTable([
    ['Foster care', 50],
    ['Secure', 0],
  ]);
  table.rows[table.rows.length - 1]!['p90'] = 2;
  assert.equal((pictureOf(table).option({ width: 960, height: 400 }).grid as unknown[]).length, 2);
});

test('C5: the figures stand under each name and in the alternative text', () => {
  const picture = pictureOf(
    mixTable([
      ['Foster care', 50],
      ['Home', 10],
    ]),
  );
  assert.ok(textsOf(picture.option({ width: 960, height: 400 })).includes('50, then 55 (44 to 66)'));
  assert.equal(
    picture.altText,
    'Small line charts of the number of children in each of 2 kinds of placement. Actual at 28 February 2026, then the ' +
      'median forecast for February 2029 and its 80% range: Foster care 50, then 55 (44 to 66); Home 10, then 11 (9 to 13).',
  );
});

test('C5: panels share their months, labelled where no panel follows below', () => {
  const option = pictureOf(mixTable(KINDS)).option({ width: 800, height: 600 });
  const shown = (option.xAxis as { axisLabel: { show: boolean } }[]).map(({ axisLabel }) => axisLabel.show);
  // The longest name is some 230 pixels wide, so there are three columns: 3 + 3 + 2 panels.
  assert.deepEqual(shown, [false, false, false, false, false, true, true, true]);
});

test('C5: six panels stand as three and three', () => {
  const option = pictureOf(mixTable(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => [name, 9]))).option({
    width: 960,
    height: 500,
  });
  const lefts = (option.grid as { left: number }[]).map(({ left }) => left);
  assert.equal(new Set(lefts).size, 3);
  assert.deepEqual(lefts.slice(0, 3), lefts.slice(3));
});

test('C5: a table that cannot be drawn is refused in words', () => {
  const none = mixTable([['Secure', 0]]);
  assert.throws(() => pictureOf(none), /no kind of placement in the table has any children/);

  const ragged = mixTable([
    ['Foster care', 50],
    ['Home', 10],
  ]);
  ragged.rows.pop();
  assert.throws(() => pictureOf(ragged), /Home in table C5 has other months than Foster care/);

  const nameless = mixTable([['Foster care', 50]]);
  nameless.rows[0]!['state'] = null;
  assert.throws(() => pictureOf(nameless), /row 1 of table C5 has no text in column state/);
});
