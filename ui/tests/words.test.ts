import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitText, textWidth, wrapText } from '../src/charts/letters';
import { children, count, longDate, range, shortMonth } from '../src/charts/words';

test('a count has commas between thousands and no decimals', () => {
  assert.equal(count(0), '0');
  assert.equal(count(999), '999');
  assert.equal(count(1204), '1,204');
  assert.equal(count(1234567.4), '1,234,567');
  assert.equal(count(-1204), '-1,204');
  assert.equal(count(-0.2), '0');
});

test('one child is a child', () => {
  assert.equal(children(1), '1 child');
  assert.equal(children(702), '702 children');
  assert.equal(range(1, 2500), '1 to 2,500');
});

test('months and dates are written as people write them', () => {
  assert.equal(shortMonth('2026-03-31'), 'Mar 2026');
  assert.equal(longDate('2027-02-28'), '28 February 2027');
});

test('a width is the sum of the letters of Arial', () => {
  // Arial in thousandths: M 833, a 556, r 333, space 278, digits 556 each = 4,224; at 12 pixels 50.688.
  assert.ok(Math.abs(textWidth('Mar 2026', 12) - 50.688) < 1e-9);
  assert.ok(textWidth('Mar 2026', 12, true) > textWidth('Mar 2026', 12));
});

test('a text is broken at spaces and nothing is lost', () => {
  const text = 'Ranges show chance and rates only; real years vary more.';
  const lines = wrapText(text, 120, 12);
  assert.ok(lines.length > 2);
  for (const line of lines) assert.ok(textWidth(line, 12) <= 120, line);
  assert.equal(lines.join(' '), text);
});

test('a word wider than the line stands alone', () => {
  assert.deepEqual(wrapText('a Pneumonoultramicroscopic b', 40, 12), ['a', 'Pneumonoultramicroscopic', 'b']);
});

test('a text that does not fit ends in an ellipsis within the room', () => {
  assert.equal(fitText('Secure', 200, 13), 'Secure');
  const cut = fitText('Foster care, agency', 80, 13);
  assert.match(cut, /^Foster.*…$/);
  assert.ok(textWidth(cut, 13) <= 80);
});
