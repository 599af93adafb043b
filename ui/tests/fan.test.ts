import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fan } from '../src/charts/fan';
import type { ChartOption, Mark } from '../src/charts/frame';
import { readTable } from '../src/charts/table';
import { RANGE_WARNING } from '../src/charts/words';
import type { LooseTable } from './tables';
import { stockTable } from './tables';

const pictureOf = (table: LooseTable) => fan.of(readTable(JSON.stringify(table)));
const seriesOf = (option: ChartOption) =>
  option.series as { id: string; data: unknown[]; lineStyle?: { type: unknown } }[];
const textsOf = (option: ChartOption) =>
  (option.graphic as Mark[]).map(({ style }) => style.text ?? '').filter((text) => text);

test('C1: the headline says what is, what may come and how sure that is', () => {
  // 702 now; over 36 months p50 = 702 + 10, p10 = 702 - 60, p90 = 702 + 70.
  const { headline } = pictureOf(stockTable());
  assert.equal(
    headline,
    '702 children in care at 28 February 2026; median forecast 712 for February 2029, 80% range 642 to 772',
  );
});

test('C1: the alternative text gives level, change and both ranges', () => {
  assert.equal(
    pictureOf(stockTable()).altText,
    'Line chart: the number of children in care had risen from 660 in March 2024 to 702 at 28 February 2026. ' +
      'The median forecast for February 2029 is 712, with an 80% range of 642 to 772 and a 95% range of 602 to 822.',
  );
});

test('C1: a fall and no change are called so', () => {
  const falling = stockTable(2, 3, 702);
  falling.rows[0]!['actual'] = 800;
  assert.match(pictureOf(falling).altText, /had fallen from 800 in March 2024 to 702/);
  falling.rows[0]!['actual'] = 702;
  assert.match(pictureOf(falling).altText, /was 702 in March 2024 and again at 30 April 2024/);
});

test('C1: the fan opens from the last actual point', () => {
  const option = pictureOf(stockTable(24, 36)).option({ width: 960, height: 480 });
  const [band95, band80, band50, actual, median] = seriesOf(option);
  assert.deepEqual(
    [band95, band80, band50].map((band) => band?.data[0]),
    [
      [23, 702, 702],
      [23, 702, 702],
      [23, 702, 702],
    ],
  );
  assert.deepEqual(band80?.data[36], [59, 642, 772]);
  assert.equal(median?.data[22], null);
  assert.equal(median?.data[23], 702);
  assert.equal(median?.data[59], 712);
  assert.equal(actual?.data[23], 702);
  assert.equal(actual?.data[24], null);
});

test('C1: what was is solid and what may come is dashed', () => {
  const series = seriesOf(pictureOf(stockTable()).option({ width: 960, height: 480 }));
  assert.equal(series.find(({ id }) => id === 'actual')?.lineStyle?.type, 'solid');
  assert.ok(Array.isArray(series.find(({ id }) => id === 'median forecast')?.lineStyle?.type));
});

test('C1: the warning and the run stand inside the chart', () => {
  const texts = textsOf(pictureOf(stockTable()).option({ width: 960, height: 480 }));
  assert.ok(texts.includes(`${RANGE_WARNING} Run r0417.`), texts.join('|'));
});

test('C1: an axis that does not start at zero says so', () => {
  const high = pictureOf(stockTable()).option({ width: 960, height: 480 });
  assert.equal((high.yAxis as { min: number }).min, 600);
  assert.ok(textsOf(high).some((text) => text.includes('The vertical axis starts at 600, not at zero.')));

  const low = pictureOf(stockTable(24, 36, 60, 60)).option({ width: 960, height: 480 });
  assert.equal((low.yAxis as { min: number }).min, 0);
  assert.ok(!textsOf(low).some((text) => text.includes('axis starts')));
});

test('C1: every range is named beside the fan, with no legend', () => {
  const option = pictureOf(stockTable()).option({ width: 960, height: 480 });
  for (const text of ['95%: 602 to 822', '80%: 642 to 772', '50%: 672 to 742', 'Median: 712'])
    assert.ok(textsOf(option).includes(text), text);
  assert.ok(!('legend' in option));
});

test('C1: a table that cannot be drawn is refused in words', () => {
  const without = stockTable();
  without.columns = without.columns.filter(({ name }) => name !== 'p97_5');
  assert.throws(() => pictureOf(without), /table C1 has no column p97_5, which chart C1 draws/);

  const noForecast = stockTable(24, 0);
  assert.throws(() => pictureOf(noForecast), /no month after its last actual figure/);

  const noPast = stockTable(1, 12);
  noPast.rows[0]!['actual'] = null;
  assert.throws(() => pictureOf(noPast), /no actual figure in any month/);

  const text = stockTable();
  text.rows[3]!['actual'] = '[x]';
  assert.throws(() => pictureOf(text), /row 4 of table C1 has no number in column actual/);

  const backwards = stockTable();
  backwards.rows.reverse();
  assert.throws(() => pictureOf(backwards), /months of table C1 do not rise/);

  const empty = stockTable();
  empty.rows = [];
  assert.throws(() => pictureOf(empty), /table C1 has no rows/);
});
