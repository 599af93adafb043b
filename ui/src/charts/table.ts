/**
 * table: what a chart draws, as `homeward table ID -O json` writes it.
 *
 * Cells are numbers, texts (a month is its last day, "2026-03-31") or null for a blank. A table that is not what a
 * chart needs is refused with a sentence that says what is missing: the person who reads it may have written the
 * table by hand.
 */

export type Cell = number | string | null;

export interface Table {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly run: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly [column: string]: Cell }[];
}

type Loose = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads the JSON of a table; the error of what is no table says so in words. */
export function readTable(json: string): Table {
  const loose: unknown = JSON.parse(json);
  if (!isObject(loose) || !Array.isArray(loose['columns']) || !Array.isArray(loose['rows']))
    throw new Error('this is no table: it needs columns and rows');
  const columns = loose['columns'].map((head: unknown) => (isObject(head) ? textOf(head['name']) : ''));
  const rows = loose['rows'].map((row: unknown, index: number) => {
    if (!isObject(row)) throw new Error(`row ${index + 1} of the table is no object`);
    return row as { [column: string]: Cell };
  });
  return {
    id: textOf(loose['id']),
    title: textOf(loose['title']),
    subtitle: textOf(loose['subtitle']),
    run: textOf(loose['run']),
    columns,
    rows,
  };
}

/** Throws when a column that a chart draws is absent. */
export function needColumns(table: Table, chart: string, names: readonly string[]): void {
  for (const name of names)
    if (table.columns.indexOf(name) < 0)
      throw new Error(`table ${table.id || 'without an id'} has no column ${name}, which chart ${chart} draws`);
  if (table.rows.length === 0) throw new Error(`table ${table.id} has no rows, so chart ${chart} has nothing to draw`);
}

function refuse(table: Table, row: number, column: string, wanted: string): never {
  throw new Error(`row ${row + 1} of table ${table.id} has no ${wanted} in column ${column}`);
}

/** A column of numbers; null where blank. */
export function numbers(table: Table, column: string): (number | null)[] {
  return table.rows.map((row, index) => {
    const cell = row[column];
    if (cell === null || cell === undefined) return null;
    if (typeof cell !== 'number' || !isFinite(cell)) return refuse(table, index, column, 'number');
    return cell;
  });
}

/** A column of texts, each there. */
export function texts(table: Table, column: string): string[] {
  return table.rows.map((row, index) => {
    const cell = row[column];
    return typeof cell === 'string' && cell !== '' ? cell : refuse(table, index, column, 'text');
  });
}

/** A column of month ends ("2026-03-31"). */
export function months(table: Table, column: string): string[] {
  return texts(table, column).map((text, index) =>
    /^\d{4}-(0[1-9]|1[0-2])-\d\d$/.test(text) ? text : refuse(table, index, column, 'month end such as 2026-03-31'),
  );
}
