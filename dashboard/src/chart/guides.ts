/** The guides of a chart, its lines and bands with their names, drawn behind its curves: a plugin of Chart.js. */
import type { Chart, Plugin } from 'chart.js';
import type { ChartModel, GuideLine } from './chart-model.js';
import type { Theme } from './theme.js';

/** Height of a line of the names, in CSS pixels. */
const lineHeight = 15;

/** How much of a band's colour is seen: the curves and the grid stay clear before it. */
const bandOpacity = 0.12;

/** A name, and where it stands: its middle line, and the end of it that `align` says. */
interface Name {
  readonly text: string;
  readonly align: 'left' | 'right';
  readonly x: number;
  readonly y: number;
}

/** What lies wholly beside the axes is left out. */
export function guides(
  { lines, bands }: Pick<ChartModel, 'lines' | 'bands'>,
  theme: Theme,
): Plugin<'lineWithErrorBars'> {
  return {
    id: 'guides',
    beforeDatasetsDraw(chart) {
      chart.ctx.save();
      for (const { lo, hi } of bands) drawBand(chart, theme, verticalExtent(chart, lo, hi));
      for (const line of lines) drawLine(chart, theme, line);
      chart.ctx.restore();
    },
    afterDatasetsDraw(chart) {
      drawNames(chart, theme, [
        ...bands.flatMap(({ lo, hi, title }) => bandName(chart, title, verticalExtent(chart, lo, hi)) ?? []),
        ...lines.flatMap((line) => lineName(chart, theme, line) ?? []),
      ]);
    },
  };
}

/** Top and bottom of a band within the chart; null when nothing of it is. */
function verticalExtent(chart: Chart, lo: number, hi: number): { top: number; bottom: number } | null {
  const { top, bottom } = chart.chartArea;
  const scale = chart.scales['y'];
  if (scale === undefined || hi < scale.min || lo > scale.max) return null;
  // A logarithmic axis has no place for zero: what begins there begins at its end.
  const place = (value: number) => scale.getPixelForValue(Math.min(Math.max(value, scale.min), scale.max));
  return { top: Math.max(place(hi), top), bottom: Math.min(place(lo), bottom) };
}

function drawBand({ ctx, chartArea }: Chart, theme: Theme, extent: ReturnType<typeof verticalExtent>): void {
  if (extent === null) return;
  ctx.globalAlpha = bandOpacity;
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

/** The name of a band stands within it, at its left; a band that is too thin has it above. */
function bandName(
  { chartArea }: Chart,
  text: string,
  extent: ReturnType<typeof verticalExtent>,
): Name | null {
  if (extent === null || text === '') return null;
  const isThin = extent.bottom - extent.top < lineHeight + 4;
  const y = isThin ? extent.top - lineHeight / 2 : extent.top + lineHeight / 2 + 2;
  return { text, align: 'left', x: chartArea.left + 6, y };
}

/** The name of a level line stands on it at the right; that of an upright one beside its top. */
function lineName(chart: Chart, theme: Theme, line: GuideLine): Name | null {
  const { ctx, chartArea } = chart;
  const place = placeOf(chart, line);
  const { title: text } = line;
  if (place === null || text === '') return null;
  if (line.axis === 'y')
    return { text, align: 'right', x: chartArea.right - 4, y: place - lineHeight / 2 - 1 };
  ctx.save();
  ctx.font = fontOf(theme);
  const hasRoom = place + 5 + ctx.measureText(text).width <= chartArea.right;
  ctx.restore();
  const y = chartArea.top + lineHeight / 2;
  return { text, y, align: hasRoom ? 'left' : 'right', x: hasRoom ? place + 5 : place - 5 };
}

function fontOf({ font }: Theme): string {
  return `12px ${font}`;
}

/** Names with a rim of paper, so that a curve behind them does not make them illegible; none covers another. */
function drawNames({ ctx, chartArea }: Chart, theme: Theme, names: readonly Name[]): void {
  ctx.save();
  ctx.font = fontOf(theme);
  ctx.fillStyle = theme.muted;
  ctx.strokeStyle = theme.paper;
  ctx.lineWidth = 3;
  ctx.lineJoin = 'round';
  ctx.textBaseline = 'middle';
  const placed: { left: number; right: number; y: number }[] = [];
  for (const { text, align, x, y } of names) {
    const { width } = ctx.measureText(text);
    const left = align === 'left' ? x : x - width;
    const right = left + width;
    let line = Math.max(y, chartArea.top + lineHeight / 2);
    const isTaken = (other: (typeof placed)[number]) =>
      left < other.right && right > other.left && Math.abs(line - other.y) < lineHeight;
    for (let other = placed.find(isTaken); other !== undefined; other = placed.find(isTaken)) {
      line = other.y + lineHeight;
    }
    placed.push({ left, right, y: line });
    ctx.textAlign = align;
    ctx.strokeText(text, x, line);
    ctx.fillText(text, x, line);
  }
  ctx.restore();
}
