/** words: numbers, months and ranges as people read them, and the sentence that every band carries. */

/** Stands beside every range until drift is modelled; the same words as the tables'. */
export const RANGE_WARNING = 
  'Ranges hold chance, unknown rates and drift as English councils have had it; not prices, law or policy.';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function parts(date: string): { year: string; month: string; day: number } {
  return { year: date.slice(0, 4), month: MONTHS[Number(date.slice(5, 7)) - 1] ?? '', day: Number(date.slice(8, 10)) };
}

/** "Mar 2026" */
export function shortMonth(date: string): string {
  const { year, month } = parts(date);
  return `${month.slice(0, 3)} ${year}`;
}

/** "March 2026" */
export function longMonth(date: string): string {
  const { year, month } = parts(date);
  return `${month} ${year}`;
}

/** "31 March 2026" */
export function longDate(date: string): string {
  const { year, month, day } = parts(date);
  return `${day} ${month} ${year}`;
}

/** A whole number with commas: "1,204". */
export function count(value: number): string {
  const whole = String(Math.abs(Math.round(value)));
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return value <= -0.5 ? `-${grouped}` : grouped;
}

/** "640 to 795" */
export function range(low: number, high: number): string {
  return `${count(low)} to ${count(high)}`;
}

/** "1 child", "702 children" */
export function children(value: number): string {
  return `${count(value)} ${Math.round(value) === 1 ? 'child' : 'children'}`;
}
