/** The tail of a distribution: its recorded percentiles over an axis of nines, a curve for each target. Pure. */
import { cellKey, type CellSummary } from '../../../../harness/model/cell.js';
import type { Point } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { type Scale, valueAxis } from '../../chart/axis/axis.js';
import { type ChartModel, undrawableOn } from '../../chart/chart-model.js';
import { ninesAxis, ninesOf, ninesWords } from '../../chart/axis/nines-axis.js';
import { type Series, type SeriesPoint, valuesIn } from '../../chart/series.js';
import { isAtPoint } from '../../page/selection.js';
import type { Percentiles } from '../../data/percentiles.js';

/** Where a chart of percentiles looks, and how it is drawn. */
export interface PercentileOptions {
  readonly point: Point;
  readonly yScale: Scale;
  /** Targets that are not drawn. */
  readonly hidden: ReadonlySet<string>;
}

/**
 * A chart for each distribution, all with the same axes. A point for each percentile that launches reported: the median of
 * that percentile over launches, with its interval. It is not the percentile of all responses together, which nobody
 * recorded.
 * @param cells of the run, of any suite and metric
 */
export function percentileCharts(
  suite: SuiteDeclaration,
  distributions: readonly Percentiles[],
  cells: readonly CellSummary[],
  { point, yScale, hidden }: PercentileOptions,
): ChartModel[] {
  const here = cells.filter(isAtPoint(suite, point));
  const quantiles = distributions.flatMap(({ metrics }) => metrics.map(({ quantile }) => quantile.at));
  const charts = distributions.map((distribution) => {
    const series = seriesOf(distribution, here);
    return { distribution, series, drawn: series.filter(({ key }) => !hidden.has(key)) };
  });
  const values = charts.flatMap(({ drawn }) => valuesIn(drawn));
  return charts.map(({ distribution: { of, unit, better }, series, drawn }) => ({
    id: `${suite.name}-${wordOf(of)}-percentiles`,
    title: `${of}, ${suite.title}`,
    factor: { name: 'nines', title: share, unit: '', words: ninesWords },
    metric: { name: wordOf(of), title: of, unit, better },
    x: ninesAxis(share, quantiles),
    y: valueAxis(`${of}, ${unit}`, yScale, values),
    usualScale: 'log',
    interval: '95 % interval of the median over launches',
    bar: null,
    series,
    drawn,
    relative: false,
    undrawable: undrawableOn(yScale, drawn),
    lines: [],
    bands: [],
  }));
}

const share = 'Share of responses that took no longer';

/** @param here the cells of the point */
function seriesOf({ metrics }: Percentiles, here: readonly CellSummary[]): Series[] {
  const quantiles = new Map(metrics.map(({ name, quantile }) => [name, quantile.at]));
  const curves = new Map<string, SeriesPoint[]>();
  for (const cell of here) {
    const at = quantiles.get(cell.metric);
    if (at === undefined) continue;
    const points = curves.get(cell.target) ?? [];
    curves.set(cell.target, points);
    const { median: y, lo, hi, n, validity, metric } = cell;
    points.push({ x: ninesOf(at), y, lo, hi, n, validity, cell: cellKey(cell), metric });
  }
  return [...curves]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([target, points]) => ({
      key: target,
      kind: 'measured',
      title: target,
      target,
      points: points.sort((a, b) => a.x - b.x),
    }));
}

/** `response-time`: part of file names, and of a CSV. */
function wordOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
}
