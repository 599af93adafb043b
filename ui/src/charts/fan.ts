/**
 * fan (C1): how many children were in care, and how many there may be.
 *
 * One solid line up to the last actual month, then the median forecast dashed within its 50, 80 and 95 per cent
 * ranges. The vertical axis starts at zero unless everything lies in the upper half, where a fan from zero would be
 * too flat to read; the subtitle then says where it starts.
 */
import { labelledMonths, scaleOver, spreadLabels } from './axis';
import type { Scale } from './axis';
import { baseOption, frameAround, frameHeight, ruleMark, textMark } from './frame';
import type { Chart, ChartOption, Mark, Picture, Size, Titles } from './frame';
import { fitText, textWidth } from './letters';
import { outlookOf, fromNow } from './outlook';
import type { Outlook } from './outlook';
import { BAND_50, BAND_80, BAND_95, DARK_BLUE, GREY, LABEL_SIZE, SMALLEST_SIZE } from './palette';
import { bandSeries, gridAt, lineSeries, monthAxis, valueAxis } from './plot';
import type { Box, Series } from './plot';
import { needColumns, numbers } from './table';
import type { Table } from './table';
import { children, count, longDate, longMonth, range, shortMonth } from './words';

const QUANTILES = ['p2_5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p97_5'] as const;
type Quantile = (typeof QUANTILES)[number];

interface Fan extends Outlook {
  readonly quantile: { readonly [name in Quantile]: (number | null)[] };
  /** The last month's quantiles. */
  readonly end: { readonly [name in Quantile]: number };
  readonly current: number;
}

function fanOf(table: Table): Fan {
  needColumns(table, 'C1', ['month_end', 'actual', ...QUANTILES]);
  const outlook = outlookOf(table);
  const quantile = {} as { [name in Quantile]: (number | null)[] };
  const end = {} as { [name in Quantile]: number };
  for (const name of QUANTILES) {
    quantile[name] = fromNow(outlook, numbers(table, name));
    const value = quantile[name][outlook.last];
    if (value === null || value === undefined)
      throw new Error(`the last row of table ${table.id} has no ${name}, which chart C1 draws`);
    end[name] = value;
  }
  return { ...outlook, quantile, end, current: outlook.actual[outlook.now] ?? 0 };
}

function scaleOf(fan: Fan): Scale {
  const all = fan.actual
    .concat(fan.quantile.p2_5, fan.quantile.p97_5)
    .filter((value): value is number => value !== null);
  const low = Math.min(...all);
  const high = Math.max(...all);
  return scaleOver(low > high / 2 ? low : 0, high * 1.02, 6);
}

function headline(fan: Fan): string {
  return (
    `${children(fan.current)} in care at ${longDate(fan.dates[fan.now] ?? '')}; ` +
    `median forecast ${count(fan.end.p50)} for ${longMonth(fan.dates[fan.last] ?? '')}, ` +
    `80% range ${range(fan.end.p10, fan.end.p90)}`
  );
}

function subtitle(fan: Fan, place: string): string {
  const period = `${longMonth(fan.dates[0] ?? '')} to ${longMonth(fan.dates[fan.last] ?? '')}`;
  const { min } = scaleOf(fan);
  const start = min > 0 ? ` The vertical axis starts at ${count(min)}, not at zero.` : '';
  return `${['Children in care at month end', place].filter((part) => part !== '').join(', ')}, ${period}.${start}`;
}

function altText(fan: Fan): string {
  let first = 0;
  while (fan.actual[first] === null) first++;
  const was = fan.actual[first] ?? fan.current;
  const since = `${count(was)} in ${longMonth(fan.dates[first] ?? '')}`;
  const today = longDate(fan.dates[fan.now] ?? '');
  const change =
    was === fan.current
      ? `was ${since} and again at ${today}`
      : `had ${fan.current > was ? 'risen' : 'fallen'} from ${since} to ${count(fan.current)} at ${today}`;
  const { p2_5, p10, p50, p90, p97_5 } = fan.end;
  return (
    `Line chart: the number of children in care ${change}. ` +
    `The median forecast for ${longMonth(fan.dates[fan.last] ?? '')} is ${count(p50)}, ` +
    `with an 80% range of ${range(p10, p90)} and a 95% range of ${range(p2_5, p97_5)}.`
  );
}

interface Plot extends Box {
  readonly x: (month: number) => number;
  readonly y: (value: number) => number;
}

const LABEL_GAP = 17;
const LEADER = 14; // from the end of the fan to a label
const AXIS_LABELS = 26; // room below the plot
const MONTH_ROOM = 66; // from one month's label to the next
const SPLIT_LABELS = 24; // room above it for "Actual" and "Forecast"

function endLabels(fan: Fan): { text: string; at: number; bold: boolean }[] {
  const { end } = fan;
  return [
    { text: `95%: ${range(end.p2_5, end.p97_5)}`, at: (end.p97_5 + end.p90) / 2, bold: false },
    { text: `80%: ${range(end.p10, end.p90)}`, at: (end.p90 + end.p75) / 2, bold: false },
    { text: `50%: ${range(end.p25, end.p75)}`, at: (end.p75 + end.p50) / 2, bold: false },
    { text: `Median: ${count(end.p50)}`, at: end.p50, bold: true },
  ];
}

/** The first text that fits the room, or none. */
function firstThatFits(candidates: readonly string[], room: number): string {
  return candidates.filter((text) => textWidth(text, LABEL_SIZE, true) <= room)[0] ?? '';
}

function plotOf(fan: Fan, scale: Scale, room: Box): Plot {
  const widestMark = textWidth(count(scale.max), SMALLEST_SIZE);
  const widestLabel = Math.max(...endLabels(fan).map(({ text, bold }) => textWidth(text, LABEL_SIZE, bold)));
  const left = Math.round(room.left + widestMark + 8);
  const right = Math.round(room.right - widestLabel - LEADER - 6);
  const top = Math.round(room.top + SPLIT_LABELS);
  const bottom = Math.round(room.bottom - AXIS_LABELS);
  return {
    left,
    right,
    top,
    bottom,
    x: (month) => left + (month / fan.last) * (right - left),
    y: (value) => bottom - ((value - scale.min) / (scale.max - scale.min)) * (bottom - top),
  };
}

/** The names of the ranges at the end of the fan, each tied to its range by a thin line. */
function rangeMarks(fan: Fan, plot: Plot): Mark[] {
  const labels = endLabels(fan);
  const placed = spreadLabels(
    labels.map(({ at }) => plot.y(at)),
    LABEL_GAP,
    plot.top,
    plot.bottom,
  );
  return labels
    .map(({ text, at, bold }, index): Mark[] => {
      const y = placed[index] ?? 0;
      return [
        ruleMark(plot.right, plot.y(at), plot.right + LEADER, y, GREY, 1),
        textMark(text, plot.right + LEADER + 4, y, { size: LABEL_SIZE, bold }),
      ];
    })
    .reduce((all, each) => all.concat(each), []);
}

/** The rule between what was and what may come, with a name on either side. */
function splitMarks(fan: Fan, plot: Plot): Mark[] {
  const x = plot.x(fan.now);
  const y = plot.top - SPLIT_LABELS / 2;
  const actual = firstThatFits(
    [
      `Actual to ${shortMonth(fan.dates[fan.now] ?? '')}: ${count(fan.current)}`,
      `Actual: ${count(fan.current)}`,
      'Actual',
    ],
    x - plot.left - 8,
  );
  const marks = [ruleMark(x, plot.top - SPLIT_LABELS, x, plot.bottom, GREY, 1)];
  if (actual) marks.push(textMark(actual, x - 8, y, { size: LABEL_SIZE, bold: true, fill: DARK_BLUE, align: 'right' }));
  marks.push(
    textMark(fitText('Forecast', plot.right - x, LABEL_SIZE, true), x + 8, y, {
      size: LABEL_SIZE,
      bold: true,
      fill: DARK_BLUE,
    }),
  );
  return marks;
}

function option(fan: Fan, titles: Titles, size: Size): ChartOption {
  const scale = scaleOf(fan);
  const frame = frameAround(titles, size);
  const plot = plotOf(fan, scale, frame);
  const labelled = labelledMonths(fan.dates.length, fan.now, plot.right - plot.left, MONTH_ROOM);
  const { quantile } = fan;
  const series: Series[] = [
    bandSeries('95% range', 0, quantile.p2_5, quantile.p97_5, BAND_95),
    bandSeries('80% range', 0, quantile.p10, quantile.p90, BAND_80),
    bandSeries('50% range', 0, quantile.p25, quantile.p75, BAND_50),
    lineSeries('actual', 0, fan.actual, false),
    lineSeries('median forecast', 0, quantile.p50, true),
  ];
  return {
    ...baseOption([...frame.marks, ...splitMarks(fan, plot), ...rangeMarks(fan, plot)]),
    grid: gridAt(plot, size),
    xAxis: monthAxis(0, fan.dates, labelled),
    yAxis: valueAxis(0, scale),
    series,
  };
}

function fanPicture(table: Table): Picture {
  const fan = fanOf(table);
  const titles: Titles = { headline: headline(fan), subtitle: subtitle(fan, table.subtitle), run: table.run };
  const around = (width: number): number => frameHeight(titles, width) + SPLIT_LABELS + AXIS_LABELS;
  return {
    headline: titles.headline,
    altText: altText(fan),
    leastHeight: (width) => around(width) + 5 * LABEL_GAP,
    height: (width) => around(width) + Math.round(120 + width / 5),
    option: (size) => option(fan, titles, size),
  };
}

export const fan: Chart = { id: 'C1', of: fanPicture };
