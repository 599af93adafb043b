/**
 * mix (C5): where children live, one small panel for each kind of placement that has any.
 *
 * Panels share the months and each has a vertical axis of its own from zero: a stacked area would hide every kind but
 * the lowest. The figures stand under each name, so that nobody has to read them off.
 */
import { labelledMonths, scaleOver } from './axis';
import type { Scale } from './axis';
import { baseOption, frameAround, frameHeight, ruleMark, textMark } from './frame';
import type { Chart, ChartOption, Mark, Picture, Size, Titles } from './frame';
import { fitText, textWidth } from './letters';
import { fromNow, outlookOf } from './outlook';
import type { Outlook } from './outlook';
import { BAND_80, GREY, LABEL_SIZE, SMALLEST_SIZE } from './palette';
import { bandSeries, gridAt, lineSeries, monthAxis, valueAxis } from './plot';
import type { Box, Series } from './plot';
import { needColumns, numbers, texts } from './table';
import type { Table } from './table';
import { children, count, longDate, longMonth, range } from './words';

const QUANTILES = ['p10', 'p50', 'p90'] as const;
type Values = readonly (number | null)[];

interface Kind extends Outlook {
  readonly name: string;
  readonly p10: Values;
  readonly p50: Values;
  readonly p90: Values;
  /** At the last actual month, and the quantiles of the last month. */
  readonly current: number;
  readonly end: { readonly p10: number; readonly p50: number; readonly p90: number };
}

interface Kinds {
  readonly all: readonly Kind[];
  /** Those with children, in the past or perhaps to come. */
  readonly drawn: readonly Kind[];
  readonly dates: readonly string[];
  readonly now: number;
  /** First month, last actual month, last month. */
  readonly start: string;
  readonly today: string;
  readonly end: string;
}

function kindOf(table: Table, name: string, rows: Table['rows']): Kind {
  const own: Table = { ...table, rows };
  const outlook = outlookOf(own);
  const [p10, p50, p90] = QUANTILES.map((column) => fromNow(outlook, numbers(own, column)));
  const last = (values: Values | undefined, column: string): number => {
    const value = values?.[outlook.last];
    if (value === null || value === undefined)
      throw new Error(`the last month of ${name} in table ${table.id} has no ${column}, which chart C5 draws`);
    return value;
  };
  const end = { p10: last(p10, 'p10'), p50: last(p50, 'p50'), p90: last(p90, 'p90') };
  return {
    ...outlook,
    name,
    p10: p10 ?? [],
    p50: p50 ?? [],
    p90: p90 ?? [],
    current: outlook.actual[outlook.now] ?? 0,
    end,
  };
}

/** Every kind of the table, in its order; all must have the same months. */
function kindsOf(table: Table): Kinds {
  needColumns(table, 'C5', ['month_end', 'state', 'actual', ...QUANTILES]);
  const names: string[] = [];
  const rows: Table['rows'][number][][] = [];
  texts(table, 'state').forEach((name, row) => {
    if (names.indexOf(name) < 0) names.push(name);
    (rows[names.indexOf(name)] ??= []).push(table.rows[row] ?? {});
  });
  const all = names.map((name, place) => kindOf(table, name, rows[place] ?? []));
  const first = all[0] as Kind; // the table has rows
  for (const kind of all)
    if (kind.dates.join() !== first.dates.join() || kind.now !== first.now)
      throw new Error(`${kind.name} in table ${table.id} has other months than ${first.name}`);
  const drawn = all.filter((kind) => kind.end.p90 > 0 || kind.actual.some((value) => value !== null && value > 0));
  if (drawn.length === 0)
    throw new Error('no kind of placement in the table has any children, so chart C5 has nothing to draw');
  const { dates, now, last } = first;
  return { all, drawn, dates, now, start: dates[0] ?? '', today: dates[now] ?? '', end: dates[last] ?? '' };
}

function headline({ all, today, end }: Kinds): string {
  const total = all.reduce((sum, kind) => sum + kind.current, 0);
  const most = Math.max(...all.map(({ current }) => current));
  const largest = all.filter(({ current }) => current === most);
  const { name, end: future } = largest[0] as Kind;
  return (
    `${name}: ${count(most)} of ${children(total)} at ${longDate(today)}` +
    `${largest.length === 1 ? ', more than any other kind' : ''}; ` +
    `median forecast ${count(future.p50)} for ${longMonth(end)}, 80% range ${range(future.p10, future.p90)}`
  );
}

function subtitle({ start, today, end }: Kinds, place: string): string {
  const what = ['Children in care at month end by kind of placement', place].filter((part) => part !== '').join(', ');
  return (
    `${what}, ${longMonth(start)} to ${longMonth(end)}. Under each name: actual at ${longDate(today)}, then the median ` +
    `forecast for ${longMonth(end)} (dashed) and its 80% range (shaded). Each panel has a scale of its own, from zero.`
  );
}

function figures({ current, end }: Kind): string {
  return `${count(current)}, then ${count(end.p50)} (${range(end.p10, end.p90)})`;
}

function altText({ drawn, today, end }: Kinds): string {
  const kinds = drawn.length === 1 ? 'one kind' : `each of ${drawn.length} kinds`;
  const each = drawn.map((kind) => `${kind.name} ${figures(kind)}`).join('; ');
  return (
    `Small line charts of the number of children in ${kinds} of placement. ` +
    `Actual at ${longDate(today)}, then the median forecast for ${longMonth(end)} and its 80% range: ${each}.`
  );
}

const PANEL_TITLE = 44; // two lines of text above a panel
const PANEL_LEAST = 50; // height of the smallest plot that can be read
const PANEL_HEIGHT = 92; // of one that suits
const PANEL_GAP = 14; // between a panel and the name of the one below
const MONTH_LABELS = 26; // below the lowest panel of a column
const OVERHANG = 28; // half a month's label, which stands out to the right
const MONTH_ROOM = 60; // from one month's label to the next
const COLUMN_LEAST = 200; // narrowest panel with its marks

interface Layout {
  readonly columns: number;
  readonly rows: number;
}

/** As many columns as names and figures have room for, and as even as can be: 6 panels are 3 + 3, never 4 + 2. */
function layoutOf(kinds: readonly Kind[], width: number): Layout {
  const widest = Math.max(
    ...kinds.map((kind) => Math.max(textWidth(kind.name, LABEL_SIZE, true), textWidth(figures(kind), SMALLEST_SIZE))),
  );
  const most = Math.min(4, kinds.length, Math.floor(width / Math.max(COLUMN_LEAST, widest + 14)));
  const rows = Math.ceil(kinds.length / Math.max(most, 1));
  return { columns: Math.ceil(kinds.length / rows), rows };
}

interface Panel {
  readonly kind: Kind;
  readonly scale: Scale;
  /** Where its name begins, and how wide it may be. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly plot: Box;
  readonly lowest: boolean;
}

function scaleOf({ actual, p90 }: Kind): Scale {
  const tops = actual.concat(p90).filter((value): value is number => value !== null);
  return scaleOver(0, Math.max(...tops), 3);
}

function panelsOf(kinds: readonly Kind[], room: Box): Panel[] {
  const { columns, rows } = layoutOf(kinds, room.right - room.left);
  const width = (room.right - room.left) / columns;
  const height = (room.bottom - room.top - MONTH_LABELS + PANEL_GAP) / rows;
  const scales = kinds.map(scaleOf);
  const marks = Math.max(...scales.map(({ max }) => textWidth(count(max), SMALLEST_SIZE))) + 10;
  return kinds.map((kind, place): Panel => {
    const left = room.left + (place % columns) * width;
    const top = room.top + Math.floor(place / columns) * height;
    const plot = {
      left: Math.round(left + marks),
      top: Math.round(top + PANEL_TITLE),
      right: Math.round(left + width - OVERHANG),
      bottom: Math.round(top + height - PANEL_GAP),
    };
    const lowest = place + columns >= kinds.length;
    return { kind, scale: scales[place] as Scale, left, top, width: width - 6, plot, lowest };
  });
}

function panelMarks({ kind, left, top, width, plot }: Panel): Mark[] {
  const split = plot.left + (kind.now / kind.last) * (plot.right - plot.left);
  return [
    textMark(fitText(kind.name, width, LABEL_SIZE, true), left, top + 9, { size: LABEL_SIZE, bold: true }),
    textMark(figures(kind), left, top + 26, { fill: GREY }),
    ruleMark(split, plot.top, split, plot.bottom, GREY, 1),
  ];
}

function panelSeries({ kind }: Panel, place: number): Series[] {
  return [
    bandSeries(`${kind.name}: 80% range`, place, kind.p10, kind.p90, BAND_80),
    lineSeries(`${kind.name}: actual`, place, kind.actual, false),
    lineSeries(`${kind.name}: median forecast`, place, kind.p50, true),
  ];
}

const joined = <Part>(lists: readonly Part[][]): Part[] => lists.reduce((all, each) => all.concat(each), []);

function option({ drawn, dates, now }: Kinds, titles: Titles, size: Size): ChartOption {
  const frame = frameAround(titles, size);
  const panels = panelsOf(drawn, frame);
  const { plot } = panels[0] as Panel; // all are as wide
  const labelled = labelledMonths(dates.length, now, plot.right - plot.left, MONTH_ROOM);
  return {
    ...baseOption([...frame.marks, ...joined(panels.map(panelMarks))]),
    grid: panels.map((panel) => gridAt(panel.plot, size)),
    xAxis: panels.map(({ lowest }, place) => monthAxis(place, dates, labelled, lowest)),
    yAxis: panels.map(({ scale }, place) => valueAxis(place, scale)),
    series: joined(panels.map(panelSeries)),
  };
}

function mixPicture(table: Table): Picture {
  const kinds = kindsOf(table);
  const titles: Titles = { headline: headline(kinds), subtitle: subtitle(kinds, table.subtitle), run: table.run };
  const heightWith = (panel: number, width: number): number => {
    const frame = frameAround(titles, { width, height: 0 });
    const { rows } = layoutOf(kinds.drawn, frame.right - frame.left);
    return frameHeight(titles, width) + rows * (PANEL_TITLE + panel + PANEL_GAP) - PANEL_GAP + MONTH_LABELS;
  };
  return {
    headline: titles.headline,
    altText: altText(kinds),
    leastHeight: (width) => heightWith(PANEL_LEAST, width),
    height: (width) => heightWith(PANEL_HEIGHT, width),
    option: (size) => option(kinds, titles, size),
  };
}

export const mix: Chart = { id: 'C5', of: mixPicture };
