/** tables: small made-up tables for the tests. Nobody's figures. */

export type Row = { [column: string]: number | string | null };

export interface LooseTable {
  id: string;
  title: string;
  subtitle: string;
  run: string;
  columns: { name: string; heading: string; kind: string; unit: string }[];
  rows: Row[];
  notes: string[];
}

function table(id: string, names: string[], rows: Row[]): LooseTable {
  const columns = names.map((name) => ({ name, heading: name, kind: 'count', unit: 'children' }));
  return { id, title: 'A table', subtitle: 'Anyshire', run: 'r0417', columns, rows, notes: [] };
}

/** The last day of the month `index` months after March 2024. */
export function monthEnd(index: number): string {
  return new Date(Date.UTC(2024, 3 + index, 0)).toISOString().slice(0, 10);
}

const QUANTILES = ['p2_5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p97_5'];
const BLANKS = { p2_5: null, p10: null, p25: null, p50: null, p75: null, p90: null, p97_5: null };

/**
 * C1: 660, 661, … up to `now`, then a fan whose ranges open by `spread` children each way over the whole of the
 * forecast.
 */
export function stockTable(past = 24, future = 36, now = 702, spread = 100): LooseTable {
  const rows: Row[] = [];
  for (let month = 0; month < past; month++)
    rows.push({
      month_end: monthEnd(month),
      actual: month === past - 1 ? now : Math.max(0, now - 42 + month),
      ...BLANKS,
    });
  for (let month = 1; month <= future; month++) {
    const row: Row = { month_end: monthEnd(past - 1 + month), actual: null };
    [-1, -0.6, -0.3, 0.1, 0.4, 0.7, 1.2].forEach((share, place) => {
      row[QUANTILES[place] as string] = Math.max(0, Math.round(now + (share * spread * month) / future));
    });
    rows.push(row);
  }
  return table('C1', ['month_end', 'actual', ...QUANTILES], rows);
}

/** C5: kinds of placement with their number now; each goes up by a tenth with a range of ± 20%. */
export function mixTable(kinds: [string, number][], past = 24, future = 36): LooseTable {
  const rows: Row[] = [];
  for (const [state, now] of kinds) {
    for (let month = 0; month < past; month++)
      rows.push({ month_end: monthEnd(month), state, actual: now, p10: null, p50: null, p90: null });
    for (let month = 1; month <= future; month++) {
      const at = now * (1 + (0.1 * month) / future);
      const [p10, p50, p90] = [at * 0.8, at, at * 1.2].map(Math.round) as [number, number, number];
      rows.push({ month_end: monthEnd(past - 1 + month), state, actual: null, p10, p50, p90 });
    }
  }
  return table('C5', ['month_end', 'state', 'actual', 'p10', 'p50', 'p90'], rows);
}

export const KINDS: [string, number][] = [
  ['Placed with parents', 28],
  ['Foster care with a relative or friend', 118],
  ['Foster care, in-house', 168],
  ['Foster care, agency', 190],
  ['Placed for adoption', 20],
  ["Children's home, external", 80],
  ['Secure', 1],
  ['Supported accommodation', 60],
  ['Unregistered', 0],
];
