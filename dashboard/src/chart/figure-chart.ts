/** The chart of a figure: a metric of a suite over one of its factors, the others held. Pure. */
import type { CellSummary } from '../../../harness/model/cell.js';
import type { Figure } from '../../../harness/model/figure.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';
import { factorAxis, valueAxis } from './axis/axis.js';
import { type ChartModel, type ChartOptions, undrawableOn } from './chart-model.js';
import { seriesOf } from './figure-series.js';
import { firstPoint, relativeToFirst, valuesIn } from './series.js';

/**
 * The chart of one figure.
 * @param cells the cells of the run, of any suite and metric
 * @throws Error when the figure names a factor or metric that its suite does not declare
 */
export function figureChart(
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
  const unit = options.relative ? 'relative to its first point' : metric.unit;
  return {
    id: figure.id,
    title: figure.title,
    factor,
    metric,
    interval: '95 % interval of the median over launches',
    bar: figure.reference?.bar ?? null,
    relative: options.relative,
    // The x axis stays where it is when curves are hidden; the y axis fits what is seen.
    x: factorAxis(
      titled(factor.title, factor.unit),
      figure.x.scale,
      series.flatMap(({ points }) => points.map(({ x }) => x)),
    ),
    y: valueAxis(titled(metric.title, unit), options.yScale, valuesIn(drawn)),
    usualScale: figure.y.scale,
    series,
    drawn,
    undrawable: undrawableOn(options.yScale, drawn),
    lines: [],
    bands: [],
  };
}

/** A figure as it is declared: absolute, every curve. */
export function defaultOptions(figure: Figure): ChartOptions {
  return { relative: false, yScale: figure.y.scale, hidden: new Set() };
}

function titled(title: string, unit: string): string {
  // Threads are counted in threads: once is enough.
  return unit === '' || unit === title.toLowerCase() ? title : `${title}, ${unit}`;
}
