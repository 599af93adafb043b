/**
 * frame: what stands around every plot.
 *
 * Above it a headline that says the message and a subtitle that says what is counted, where and when; below it the
 * warning that belongs to every range and the run that the figures come from. Everything is laid out in pixels
 * beforehand, so that a plot knows the room it has and a test can see that no text lies on another.
 */
import type { CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GraphicComponentOption, GridComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { wrapText } from './letters';
import { FONT, GREY, HEADLINE_SIZE, INK, SMALLEST_SIZE, SUBTITLE_SIZE, WHITE } from './palette';
import type { Table } from './table';
import { RANGE_WARNING } from './words';

export type ChartOption = ComposeOption<
  LineSeriesOption | CustomSeriesOption | GridComponentOption | GraphicComponentOption
>;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A chart of one table: its words, and its option at any size. */
export interface Picture {
  readonly headline: string;
  /** One or two sentences that serve who cannot see the chart. */
  readonly altText: string;
  /** The least height in pixels that holds every text at a width, and the height that suits it. */
  leastHeight(width: number): number;
  height(width: number): number;
  option(size: Size): ChartOption;
}

export interface Chart {
  readonly id: string;
  /** Throws, in words for a person, when the table is not what the chart draws. */
  of(table: Table): Picture;
}

/** What stands around the plot. */
export interface Titles {
  readonly headline: string;
  readonly subtitle: string;
  readonly run: string;
}

/** A text or line at a place on the canvas; the subset of ECharts graphic elements that our charts use. */
export interface Mark {
  readonly type: 'text' | 'line';
  readonly silent: true;
  readonly z?: number;
  readonly shape?: { x1: number; y1: number; x2: number; y2: number };
  readonly style: {
    text?: string;
    x?: number;
    y?: number;
    font?: string;
    fill?: string;
    stroke?: string;
    lineWidth?: number;
    textAlign?: 'left' | 'center' | 'right';
    textVerticalAlign?: 'top' | 'middle' | 'bottom';
  };
}

const MARGIN = 16;
const HEADLINE_LINE = 24;
const SUBTITLE_LINE = 19;
const FOOTNOTE_LINE = 17;

export interface TextStyle {
  size?: number;
  bold?: boolean;
  fill?: string;
  align?: 'left' | 'center' | 'right';
  vertical?: 'top' | 'middle' | 'bottom';
}

/** Pixels to one decimal: finer is not seen. */
const tenths = (pixels: number): number => Math.round(pixels * 10) / 10;

/** One line of text. */
export function textMark(text: string, x: number, y: number, style: TextStyle = {}): Mark {
  const { size = SMALLEST_SIZE, bold = false, fill = INK, align = 'left', vertical = 'middle' } = style;
  const font = `${bold ? 'bold ' : ''}${size}px ${FONT}`;
  return {
    type: 'text',
    silent: true,
    z: 10,
    style: { text, x: tenths(x), y: tenths(y), font, fill, textAlign: align, textVerticalAlign: vertical },
  };
}

/** A straight rule. */
export function ruleMark(x1: number, y1: number, x2: number, y2: number, stroke: string, lineWidth: number): Mark {
  return {
    type: 'line',
    silent: true,
    z: 1,
    shape: { x1: tenths(x1), y1: tenths(y1), x2: tenths(x2), y2: tenths(y2) },
    style: { stroke, lineWidth },
  };
}

export interface Frame {
  readonly marks: Mark[];
  /** The room left for the plot with its axes. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Lays out headline, subtitle and footnote; `size.height` 0 puts the footnote right below them (to measure). */
export function frameAround({ headline, subtitle, run }: Titles, size: Size): Frame {
  const room = size.width - 2 * MARGIN;
  const marks: Mark[] = [];
  let top = MARGIN;
  for (const line of wrapText(headline, room, HEADLINE_SIZE, true)) {
    marks.push(textMark(line, MARGIN, top, { size: HEADLINE_SIZE, bold: true, vertical: 'top' }));
    top += HEADLINE_LINE;
  }
  for (const line of wrapText(subtitle, room, SUBTITLE_SIZE)) {
    marks.push(textMark(line, MARGIN, top, { size: SUBTITLE_SIZE, fill: GREY, vertical: 'top' }));
    top += SUBTITLE_LINE;
  }
  const footnote = wrapText(run ? `${RANGE_WARNING} Run ${run}.` : RANGE_WARNING, room, SMALLEST_SIZE);
  const bottom = size.height - MARGIN - footnote.length * FOOTNOTE_LINE;
  footnote.forEach((line, place) =>
    marks.push(textMark(line, MARGIN, bottom + (place + 1) * FOOTNOTE_LINE, { fill: GREY, vertical: 'bottom' })),
  );
  return { marks, left: MARGIN, top: top + 12, right: size.width - MARGIN, bottom: bottom - 8 };
}

/** Height that headline, subtitle and footnote take at a width. */
export function frameHeight(titles: Titles, width: number): number {
  const frame = frameAround(titles, { width, height: 0 });
  return frame.top - frame.bottom;
}

/** What every option says: no movement, white ground, our letters. */
export function baseOption(marks: readonly Mark[]): ChartOption {
  return {
    animation: false,
    useUTC: true,
    backgroundColor: WHITE,
    textStyle: { fontFamily: FONT, fontSize: SMALLEST_SIZE, color: INK },
    graphic: marks as GraphicComponentOption[] & readonly Mark[],
  };
}
