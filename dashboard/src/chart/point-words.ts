/** One point of a chart in words: what the tooltip shows and what a screen reader says. Pure. */
import type { ChartModel } from './chart-model.js';
import { computed } from '../table/chart-table.js';
import { type LoadedRun, validityWords } from '../data/loaded-run.js';
import { count, counted, grouped } from './numbers.js';
import type { Series, SeriesPoint } from './series.js';

/** A point in words: whose and where, then the value, then what stands behind it. */
export interface PointWords {
  readonly title: string;
  readonly lines: readonly string[];
}

/** @param point a point of a drawn curve of the chart, in the units of its axes */
export function pointWords(
  model: ChartModel,
  series: Series,
  point: SeriesPoint,
  remarks: LoadedRun['remarks'],
): PointWords {
  const { factor } = model;
  const title = `${series.title} at ${factor.words?.(point.x) ?? counted(point.x, factor.unit)}`;
  if (point.y === null) return { title, lines: [stateOf(point, remarks)] };
  const value = model.relative
    ? `${grouped(point.y)} × its first point`
    : `${grouped(point.y)} ${model.metric.unit}`;
  if (series.kind === 'bound') return { title, lines: [value, point.words ?? computed] };
  if (series.kind === 'reference') return { title, lines: [value, barOf(model, point)] };
  return {
    title,
    lines: [value, intervalOf(point), count(point.n ?? 0, 'launch', 'launches'), stateOf(point, remarks)],
  };
}

/** The same as one sentence. */
export function pointSentence({ title, lines }: PointWords): string {
  return `${title}: ${lines.join(', ')}`;
}

function intervalOf({ lo, hi }: SeriesPoint): string {
  return lo === null || hi === null ? 'no interval' : `95 % interval ${grouped(lo)} to ${grouped(hi)}`;
}

function barOf(model: ChartModel, { lo, hi }: SeriesPoint): string {
  if (lo === null || hi === null) return 'no error bar published';
  return `published bar ${grouped(lo)} to ${grouped(hi)} (${model.bar ?? ''})`;
}

function stateOf({ n, validity, cell, words }: SeriesPoint, remarks: LoadedRun['remarks']): string {
  if (words !== undefined) return words;
  return validityWords({ n: n ?? 0, validity: [...validity] }, cell === null ? undefined : remarks.get(cell));
}
