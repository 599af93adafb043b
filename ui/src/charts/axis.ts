/** axis: where the marks of an axis stand and where labels go so that none lies on another. */

export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
}

/** Steps of 1, 2 or 5 × a power of ten, whole numbers only (children are whole). */
function stepFor(span: number, marks: number): number {
  let power = 1;
  while (power * 10 * marks <= span) power *= 10;
  for (const factor of [1, 2, 5]) if (factor * power * marks >= span) return factor * power;
  return 10 * power;
}

/** A scale with round marks that holds `low` to `high`, about `marks` of them. */
export function scaleOver(low: number, high: number, marks: number): Scale {
  const interval = stepFor(Math.max(high - low, 1), marks);
  const min = Math.floor(low / interval) * interval;
  const max = Math.max(Math.ceil(high / interval) * interval, min + interval);
  return { min, max, interval };
}

const STEPS = [1, 3, 6, 12, 24, 36, 60, 120]; // months

/**
 * Which months carry a label: counted both ways from `anchor` (the last actual month) in steps wide enough that
 * labels of `room` pixels do not touch, when `months` months take `width` pixels.
 */
export function labelledMonths(months: number, anchor: number, width: number, room: number): number[] {
  const perMonth = width / Math.max(months - 1, 1);
  const step = STEPS.filter((each) => each * perMonth >= room)[0] ?? months;
  const labelled: number[] = [];
  for (let month = anchor % step; month < months; month += step) labelled.push(month);
  return labelled;
}

/**
 * Moves heights (pixels, in any order) as little as possible until neighbours are `gap` apart and all lie within low
 * to high.
 */
export function spreadLabels(heights: readonly number[], gap: number, low: number, high: number): number[] {
  const wanted = (index: number): number => heights[index] ?? 0;
  const order = heights.map((_, index) => index).sort((a, b) => wanted(a) - wanted(b) || a - b);

  // Labels that collide become one block, placed at the mean of what its labels wanted; blocks may collide in turn.
  const blocks: { members: number[]; top: number }[] = [];
  const blockOf = (members: number[]): { members: number[]; top: number } => {
    const mean = members.reduce((sum, member, place) => sum + wanted(member) - place * gap, 0) / members.length;
    return { members, top: Math.max(Math.min(mean, high - (members.length - 1) * gap), low) };
  };
  for (const index of order) {
    let block = blockOf([index]);
    for (let above = blocks.pop(); above; above = blocks.pop()) {
      if (above.top + above.members.length * gap <= block.top) {
        blocks.push(above);
        break;
      }
      block = blockOf(above.members.concat(block.members));
    }
    blocks.push(block);
  }

  const placed = heights.slice();
  for (const block of blocks) block.members.forEach((member, place) => (placed[member] = block.top + place * gap));
  return placed;
}
