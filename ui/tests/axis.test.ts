import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelledMonths, scaleOver, spreadLabels } from '../src/charts/axis';

test('a scale has round marks and holds its ends', () => {
  assert.deepEqual(scaleOver(605, 842, 6), { min: 600, max: 850, interval: 50 });
  assert.deepEqual(scaleOver(0, 39, 3), { min: 0, max: 40, interval: 20 });
  assert.deepEqual(scaleOver(0, 3, 3), { min: 0, max: 3, interval: 1 });
});

test('a scale of nothing still has a height', () => {
  assert.deepEqual(scaleOver(0, 0, 3), { min: 0, max: 1, interval: 1 });
  assert.deepEqual(scaleOver(700, 700, 6), { min: 700, max: 701, interval: 1 });
});

test('the last actual month is always labelled, and labels are a year apart when there is room', () => {
  assert.deepEqual(labelledMonths(61, 24, 400, 66), [0, 12, 24, 36, 48, 60]);
  assert.deepEqual(labelledMonths(60, 23, 400, 66), [11, 23, 35, 47, 59]);
});

test('labels never stand closer than the room they need', () => {
  for (const width of [100, 300, 640, 2000]) {
    const labelled = labelledMonths(97, 60, width, 66);
    assert.ok(labelled.includes(60));
    labelled.slice(1).forEach((month, place) => {
      assert.ok(((month - (labelled[place] ?? 0)) * width) / 96 >= 66);
    });
  }
});

test('labels that have room stay where they are', () => {
  assert.deepEqual(spreadLabels([10, 50, 90], 17, 0, 100), [10, 50, 90]);
});

test('labels that collide are spread around their middle, in their order', () => {
  assert.deepEqual(spreadLabels([50, 50, 50], 10, 0, 100), [40, 50, 60]);
  assert.deepEqual(spreadLabels([52, 50], 10, 0, 100), [56, 46]);
});

test('labels stay within the plot, and a block pushed back moves its neighbour', () => {
  assert.deepEqual(spreadLabels([99, 99, 82], 10, 0, 100), [90, 100, 80]);
  assert.deepEqual(spreadLabels([-5, 1], 10, 0, 100), [0, 10]);
});
