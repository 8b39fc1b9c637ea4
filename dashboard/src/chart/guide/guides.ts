/** The guides of a chart, its lines and bands with their names, drawn behind its curves: a plugin of Chart.js. */
import type { Chart, Plugin } from 'chart.js';
import type { Band, ChartModel, GuideLine } from '../chart-model.js';
import { drawNames, type Name } from './guide-names.js';
import { lineHeight } from './rimmed-names.js';
import type { Theme } from '../sign/theme.js';

/** How much of a band's colour is seen: the curves and the grid stay clear before it. */
const opacity = 0.12;

/** What lies wholly beside the axes is left out. */
export function guides(
  { lines, bands }: Pick<ChartModel, 'lines' | 'bands'>,
  theme: Theme,
): Plugin<'lineWithErrorBars'> {
  return {
    id: 'guides',
    beforeDatasetsDraw(chart) {
      chart.ctx.save();
      for (const band of bands) drawBand(chart, theme, band);
      for (const line of lines) drawLine(chart, theme, line);
      chart.ctx.restore();
    },
    afterDatasetsDraw(chart) {
      drawNames(chart, theme, [
        ...lines.flatMap((line) => lineName(chart, line) ?? []),
        ...bands.flatMap((band) => bandName(chart, band) ?? []),
      ]);
    },
  };
}

/** Top and bottom of a band within the chart; null when nothing of it is. */
function extentOf(chart: Chart, { lo, hi }: Band): { top: number; bottom: number } | null {
  const scale = chart.scales['y'];
  if (scale === undefined || hi < scale.min || lo > scale.max) return null;
  // A logarithmic axis has no place for zero: what begins there begins at the end of the axis.
  const place = (value: number) => scale.getPixelForValue(Math.min(Math.max(value, scale.min), scale.max));
  return { top: place(hi), bottom: place(lo) };
}

function drawBand(chart: Chart, theme: Theme, band: Band): void {
  const { ctx, chartArea } = chart;
  const extent = extentOf(chart, band);
  if (extent === null) return;
  ctx.globalAlpha = opacity;
  ctx.fillStyle = theme.muted;
  ctx.fillRect(chartArea.left, extent.top, chartArea.right - chartArea.left, extent.bottom - extent.top);
  ctx.globalAlpha = 1;
}

/** Where a line crosses its axis, in CSS pixels; null when it is beside the chart. */
function placeOf(chart: Chart, { axis, at }: GuideLine): number | null {
  const scale = chart.scales[axis];
  return scale === undefined || !(at >= scale.min && at <= scale.max) ? null : scale.getPixelForValue(at);
}

function drawLine(chart: Chart, theme: Theme, line: GuideLine): void {
  const { ctx, chartArea } = chart;
  const place = placeOf(chart, line);
  if (place === null) return;
  ctx.strokeStyle = theme.muted;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  if (line.axis === 'y') {
    ctx.moveTo(chartArea.left, place);
    ctx.lineTo(chartArea.right, place);
  } else {
    ctx.moveTo(place, chartArea.top);
    ctx.lineTo(place, chartArea.bottom);
  }
  ctx.stroke();
}

/** The name of a band stands within it at its upper edge, or above it where it is too thin for that. */
function bandName(chart: Chart, band: Band): Name | null {
  const extent = extentOf(chart, band);
  if (extent === null || band.title === '') return null;
  const isThin = extent.bottom - extent.top < lineHeight + 4;
  const y = extent.top + (isThin ? -1 : 1) * (lineHeight / 2 + 2);
  return { text: band.title, places: alongLine(chart, y, ['left', 'right', 'center']) };
}

/** The name of a level line stands on it or under it; that of an upright one beside its top or its foot. */
function lineName(chart: Chart, line: GuideLine): Name | null {
  const { top, bottom } = chart.chartArea;
  const place = placeOf(chart, line);
  if (place === null || line.title === '') return null;
  if (line.axis === 'y') {
    const places = [-1, 1].flatMap((side) =>
      alongLine(chart, place + side * (lineHeight / 2 + 1), ['right', 'left', 'center']),
    );
    return { text: line.title, places };
  }
  const places = [top + lineHeight / 2, bottom - lineHeight / 2].flatMap((y) => [
    { x: place + 5, y, align: 'left' as const },
    { x: place - 5, y, align: 'right' as const },
  ]);
  return { text: line.title, places };
}

/** Places along a level line: at its ends, and in its middle. */
function alongLine({ chartArea: { left, right } }: Chart, y: number, order: readonly Align[]) {
  const x = { left: left + 6, center: (left + right) / 2, right: right - 4 };
  return order.map((align) => ({ x: x[align], y, align }));
}

type Align = Name['places'][number]['align'];
