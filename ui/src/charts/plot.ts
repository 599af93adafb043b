/** plot: the parts that plots share: lines, bands, and axes that stand exactly where the layout puts them. */
import type { XAXisComponentOption, YAXisComponentOption } from 'echarts';
import type { CustomSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption } from 'echarts/components';
import type { Scale } from './axis';
import type { Size } from './frame';
import { DARK_BLUE, GREY, INK, RULE, SMALLEST_SIZE } from './palette';
import { count, shortMonth } from './words';

export type Series = LineSeriesOption | CustomSeriesOption;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A line of values by month: what was is solid, what may come is dashed. */
export function lineSeries(
  id: string,
  axis: number,
  values: readonly (number | null)[],
  dashed: boolean,
): LineSeriesOption {
  return {
    type: 'line',
    id,
    xAxisIndex: axis,
    yAxisIndex: axis,
    data: values.slice(),
    showSymbol: false,
    silent: true,
    z: 5,
    lineStyle: { color: DARK_BLUE, width: 2.5, type: dashed ? [7, 4] : 'solid', cap: 'butt' },
  };
}

/** A range between two values by month, as one outlined shape; months where either is blank are left out. */
export function bandSeries(
  id: string,
  axis: number,
  low: readonly (number | null)[],
  high: readonly (number | null)[],
  fill: string,
): CustomSeriesOption {
  const corners: [number, number, number][] = [];
  low.forEach((value, month) => {
    const upper = high[month];
    if (value !== null && upper !== null && upper !== undefined) corners.push([month, value, upper]);
  });
  return {
    type: 'custom',
    id,
    xAxisIndex: axis,
    yAxisIndex: axis,
    silent: true,
    z: 3,
    encode: { x: 0, y: [1, 2] },
    data: corners,
    renderItem: (params, api) => {
      if (params.dataIndexInside !== 0) return null; // one shape for the whole series
      const lower = corners.map(([month, value]) => api.coord([month, value]));
      const upper = corners.map(([month, , value]) => api.coord([month, value]));
      return {
        type: 'polygon',
        shape: { points: lower.concat(upper.reverse()) },
        style: { fill, stroke: DARK_BLUE, lineWidth: 0.75, lineJoin: 'round' },
      };
    },
  };
}

/** A grid exactly where the box is, whatever its labels need. */
export function gridAt(box: Box, size: Size): GridComponentOption {
  const { left, top } = box;
  return {
    left,
    top,
    right: size.width - box.right,
    bottom: size.height - box.bottom,
    outerBoundsMode: 'none',
    show: false,
  };
}

/** A horizontal axis of months, one place each, of which some are marked, and labelled where `withLabels`. */
export function monthAxis(
  grid: number,
  dates: readonly string[],
  labelled: readonly number[],
  withLabels = true,
): XAXisComponentOption {
  const shown = (index: number): boolean => labelled.indexOf(index) >= 0;
  return {
    type: 'category',
    gridIndex: grid,
    data: dates.slice(),
    boundaryGap: false,
    axisLine: { onZero: false, lineStyle: { color: GREY, width: 1 } },
    axisTick: { show: true, alignWithLabel: true, length: 5, interval: shown, lineStyle: { color: GREY } },
    axisLabel: {
      show: withLabels,
      interval: shown,
      hideOverlap: false,
      rotate: 0,
      margin: 9,
      fontSize: SMALLEST_SIZE,
      color: INK,
      formatter: (date: string) => shortMonth(date),
    },
  };
}

/** A vertical axis of whole numbers with light rules. */
export function valueAxis(grid: number, scale: Scale): YAXisComponentOption {
  return {
    type: 'value',
    gridIndex: grid,
    ...scale,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { margin: 8, fontSize: SMALLEST_SIZE, color: INK, formatter: (value: number) => count(value) },
    splitLine: { lineStyle: { color: RULE, width: 1 } },
  };
}
