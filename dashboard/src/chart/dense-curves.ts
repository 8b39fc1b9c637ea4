/**
 * What a curve of many points has in place of points and bars, which would be a thicket: a band for its intervals, and
 * hollow points where there is a mark. A plugin of Chart.js.
 */
import type { Chart, Plugin } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import type { ChartModel } from './chart-model.js';
import { isDense } from './sign/curve-style.js';
import type { Series, SeriesPoint } from './series.js';
import type { Theme } from './sign/theme.js';

/** How much of a band's colour is seen: bands may lie over each other, and the grid stays clear. */
const opacity = 0.18;

/** Radius of a marked point, in CSS pixels. */
const markRadius = 4;

/** Both ends of an interval, at its place. */
interface Interval {
  readonly x: number;
  readonly lo: number;
  readonly hi: number;
}

export function denseCurves({ drawn }: Pick<ChartModel, 'drawn'>, theme: Theme): Plugin<'lineWithErrorBars'> {
  const dense = [...drawn.entries()].filter(([, series]) => isDense(series));
  return {
    id: 'denseCurves',
    beforeDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.beginPath();
      ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
      ctx.clip();
      ctx.globalAlpha = opacity;
      for (const [index, series] of dense) {
        ctx.fillStyle = colourOf(chart, index, theme);
        for (const stretch of stretchesOf(series)) fill(chart, stretch);
      }
      ctx.restore();
    },
    afterDatasetsDraw(chart) {
      chart.ctx.save();
      for (const [index, { points }] of dense) drawMarks(chart, index, points, theme);
      chart.ctx.restore();
    },
  };
}

/** The intervals of neighbouring points, stretch by stretch: a point without one ends a stretch. */
export function stretchesOf({ points }: Pick<Series, 'points'>): Interval[][] {
  const stretches: Interval[][] = [];
  let current: Interval[] = [];
  for (const point of points) {
    const interval = intervalOf(point);
    if (interval !== null) {
      if (current.length === 0) stretches.push(current);
      current.push(interval);
    } else if (current.length > 0) current = [];
  }
  return stretches;
}

function intervalOf({ x, y, lo, hi }: SeriesPoint): Interval | null {
  return y === null || lo === null || hi === null ? null : { x, lo, hi };
}

function colourOf(chart: Chart, index: number, theme: Theme): string {
  const colour = chart.data.datasets[index]?.borderColor;
  return typeof colour === 'string' ? colour : theme.ink;
}

function fill({ ctx, scales: { x, y } }: Chart, stretch: readonly Interval[]): void {
  if (x === undefined || y === undefined) return;
  // A logarithmic axis has no place for zero: what begins there begins at the end of the axis.
  const level = (value: number) => y.getPixelForValue(Math.max(value, y.min));
  ctx.beginPath();
  for (const { x: at, hi } of stretch) ctx.lineTo(x.getPixelForValue(at), level(hi));
  for (const { x: at, lo } of [...stretch].reverse()) ctx.lineTo(x.getPixelForValue(at), level(lo));
  ctx.closePath();
  ctx.fill();
}

function drawMarks(chart: Chart, index: number, points: readonly SeriesPoint[], theme: Theme): void {
  const { ctx } = chart;
  const { data } = chart.getDatasetMeta(index);
  ctx.fillStyle = theme.paper;
  ctx.strokeStyle = colourOf(chart, index, theme);
  for (const [place, { validity }] of points.entries()) {
    const drawn = data[place];
    if (validity.length === 0 || drawn === undefined || !Number.isFinite(drawn.y)) continue;
    const { pointStyle, rotation } = drawn.options as { pointStyle: 'circle'; rotation: number };
    drawPoint(ctx, { pointStyle, rotation, radius: markRadius, borderWidth: 2 }, drawn.x, drawn.y);
  }
}
