/** outlook: where what was ends and what may come begins in a table of months. */
import type { Table } from './table';
import { months, numbers } from './table';

export interface Outlook {
  readonly dates: readonly string[];
  readonly actual: readonly (number | null)[];
  /** Position of the last month with an actual figure. */
  readonly now: number;
  readonly last: number;
}

/** Reads months and actual figures of one series; months must rise and a forecast must follow the last actual. */
export function outlookOf(table: Table): Outlook {
  const dates = months(table, 'month_end');
  dates.forEach((date, row) => {
    if (row > 0 && date <= (dates[row - 1] ?? ''))
      throw new Error(`months of table ${table.id} do not rise: ${date} follows ${dates[row - 1]}`);
  });
  const actual = numbers(table, 'actual');
  let now = actual.length - 1;
  while (now >= 0 && actual[now] === null) now--;
  if (now < 0) throw new Error(`table ${table.id} has no actual figure in any month`);
  if (now === actual.length - 1)
    throw new Error(`table ${table.id} has no month after its last actual figure, so there is no forecast to draw`);
  return { dates, actual, now, last: dates.length - 1 };
}

/** A quantile from the last actual month on: it starts at the actual figure, so that the fan opens from the line. */
export function fromNow(outlook: Outlook, quantile: readonly (number | null)[]): (number | null)[] {
  return quantile.map((value, row) =>
    row === outlook.now ? (outlook.actual[row] ?? null) : row > outlook.now ? value : null,
  );
}
