/** The chart of a figure as data: page, table, CSV and exported figures all read this, so they cannot disagree. Pure. */
import type { CellSummary } from '../../../harness/model/cell.js';
import type { Figure } from '../../../harness/model/figure.js';
import type { Metric } from '../../../harness/model/metric.js';
import type { Factor } from '../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';
import { type Axis, factorAxis, type Scale, valueAxis } from './axis.js';
import { firstPoint, relativeToFirst, type Series, seriesOf } from './series.js';

/** What a reader can choose. */
export interface ChartOptions {
  /** Every curve in units of its own first value. */
  readonly relative: boolean;
  readonly yScale: Scale;
  /** Keys of the curves that are not drawn. */
  readonly hidden: ReadonlySet<string>;
}

export interface ChartModel {
  readonly figure: Figure;
  readonly factor: Factor;
  readonly metric: Metric;
  readonly relative: boolean;
  readonly x: Axis;
  readonly y: Axis;
  /** All curves as measured and published, hidden ones too. */
  readonly series: readonly Series[];
  /** The curves that are drawn, in the units of the axes. */
  readonly drawn: readonly Series[];
  /** Values that exist but cannot be drawn on a logarithmic axis: they are not above zero. */
  readonly undrawable: number;
}

/**
 * The chart of one figure.
 * @param cells the cells of the run, of any suite and metric
 * @throws Error when the figure names a factor or metric that its suite does not declare
 */
export function chartModel(
  suite: SuiteDeclaration,
  figure: Figure,
  cells: readonly CellSummary[],
  options: ChartOptions = defaultOptions(figure),
): ChartModel {
  const factor = suite.factors.find(({ name }) => name === figure.x.factor);
  const metric = suite.metrics.find(({ name }) => name === figure.y.metric);
  if (factor === undefined) throw new Error(`figure ${figure.id}: no factor "${figure.x.factor}"`);
  if (metric === undefined) throw new Error(`figure ${figure.id}: no metric "${figure.y.metric}"`);
  const series = seriesOf(suite, figure, cells);
  const shown = series.filter(({ key }) => !options.hidden.has(key));
  const drawn = options.relative ? shown.map((one) => relativeToFirst(one, firstPoint(series))) : shown;
  const values = drawn.flatMap(({ points }) => points.flatMap(({ y, lo, hi }) => [y, lo, hi]));
  const unit = options.relative ? 'relative to its first point' : metric.unit;
  return {
    figure,
    factor,
    metric,
    relative: options.relative,
    // The x axis stays where it is when curves are hidden; the y axis fits what is seen.
    x: factorAxis(
      titled(factor.title, factor.unit),
      figure.x.scale,
      series.flatMap(({ points }) => points.map(({ x }) => x)),
    ),
    y: valueAxis(
      titled(metric.title, unit),
      options.yScale,
      values.filter((value) => value !== null),
    ),
    series,
    drawn,
    undrawable:
      options.yScale === 'log'
        ? drawn.flatMap(({ points }) => points.filter(({ y }) => y !== null && y <= 0)).length
        : 0,
  };
}

/** A figure as it is declared: absolute, every curve. */
export function defaultOptions(figure: Figure): ChartOptions {
  return { relative: false, yScale: figure.y.scale, hidden: new Set() };
}

function titled(title: string, unit: string): string {
  return unit === '' ? title : `${title}, ${unit}`;
}
