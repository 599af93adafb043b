/**
 * draw: a chart as one SVG document, without a browser.
 *
 * The same table, width and height give the same bytes: text is measured with our own widths, nothing is animated,
 * and the running numbers in ECharts' ids are replaced by the chart's id, which also keeps two charts in one page
 * apart.
 */
import { CustomChart, LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import { init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Picture, Size } from './frame';
import { chartNamed } from './index';
import { textWidth } from './letters';
import { FONT, SMALLEST_SIZE } from './palette';
import type { Table } from './table';

use([LineChart, CustomChart, GridComponent, GraphicComponent, SVGRenderer]);
setPlatformAPI({
  measureText: (text: string, font?: string) => {
    const size = /(\d+)px/.exec(font ?? '');
    return { width: textWidth(text, size ? Number(size[1]) : SMALLEST_SIZE, /bold/.test(font ?? '')) };
  },
});

const WIDTH_LEAST = 480;
const SIDE_MOST = 4000;

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function checkedSize(id: string, picture: Picture, width: number, height: number): Size {
  if (!(width >= WIDTH_LEAST && width <= SIDE_MOST))
    throw new Error(`a chart is ${WIDTH_LEAST} to ${SIDE_MOST} pixels wide, not ${width}`);
  if (height === 0) return { width, height: picture.height(width) };
  const least = picture.leastHeight(width);
  if (!(height >= least && height <= SIDE_MOST))
    throw new Error(
      `chart ${id} of this table at ${width} pixels wide is ${least} to ${SIDE_MOST} pixels high, not ${height}`,
    );
  return { width, height };
}

/**
 * What ECharts wrote, without what changes from drawing to drawing or serves a mouse only. Letters are described by
 * attributes, which hold where a page allows no inline style, and centred on their line by a shift, because not every
 * reader of SVG knows dominant-baseline.
 */
function settled(svg: string, id: string): string {
  return svg
    .replace(/( id="|url\(#)zr\d+-/g, `$1${id}-`)
    .replace(/<style[^]*<\/style>\n/, '') // of the mouse
    .replace(/ (class|pointer-events|ecmeta_[a-z_]+)="[^"]*"/g, '')
    .replace(/ style="(font: bold )?[^"]*?(\d+)px[^"]*"/g, (_, bold?: string, size?: string) => {
      return ` font-size="${size}"${bold ? ' font-weight="bold"' : ''}`;
    })
    .replace(/ dominant-baseline="central"/g, ' dy="0.35em"');
}

/** The chart as SVG with a title and a description; `height` 0 is the height that suits the chart at that width. */
export function drawSvg(id: string, table: Table, width: number, height: number): string {
  const chart = chartNamed(id);
  const picture = chart.of(table);
  const size = checkedSize(chart.id, picture, width, height);
  const canvas = init(null, null, { renderer: 'svg', ssr: true, ...size });
  canvas.setOption(picture.option(size));
  const drawn = canvas.renderToSVGString();
  canvas.dispose();

  const opening = `<svg role="img" aria-labelledby="${chart.id}-title ${chart.id}-alt" font-family="${FONT}" `;
  const words =
    `<title id="${chart.id}-title">${escapeXml(picture.headline)}</title>\n` +
    `<desc id="${chart.id}-alt">${escapeXml(picture.altText)}</desc>\n`;
  const end = drawn.indexOf('>') + 1;
  const body = settled(drawn.slice(end), chart.id);
  return `${opening}${drawn.slice('<svg '.length, end)}\n${words}${body.replace(/^\n/, '')}\n`;
}
