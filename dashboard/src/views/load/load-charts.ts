/** The charts of a server under load: throughput, what the generator saw of the same launches, and failed requests. Pure. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { Metric } from '../../../../harness/model/metric.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { type Scale, valueAxis } from '../../chart/axis/axis.js';
import type { ChartModel, ChartOptions } from '../../chart/chart-model.js';
import { figureChart } from '../../chart/figure-chart.js';
import { type Series, valuesIn } from '../../chart/series.js';
import { type Sweep, sweepFigure } from '../../chart/sweep/sweep.js';
import { percentilesOf } from '../../data/percentiles.js';

/** By the contract of load generators, requests a second that are asked for; 0 stands for a closed loop. */
export const rateFactor = 'rate';

/** What of the generator's account a reader can set below the throughput. */
export function seenByGenerator({ metrics }: SuiteDeclaration): Metric[] {
  return metrics.filter(({ source }) => source === 'generator');
}

/** The one that was chosen; else the 99th percentile of the first distribution; else the first the generator saw. */
export function generatorMetric(suite: SuiteDeclaration, chosen: string | null): Metric | null {
  const seen = seenByGenerator(suite);
  const [percentiles] = percentilesOf(suite);
  return (
    seen.find(({ name }) => name === chosen) ??
    percentiles?.metrics.find(({ quantile }) => quantile.at === 0.99) ??
    seen[0] ??
    null
  );
}

/** What an address asks for that is neither beside the throughput nor one of the charts that are always there. */
export function metricNotices(suite: SuiteDeclaration, asked: string | null): string[] {
  const shown = generatorMetric(suite, asked);
  const always = suite.metrics.filter(
    ({ source }) => source === 'throughput' || source === 'failed-requests',
  );
  if (asked === null || shown?.name === asked || always.some(({ name }) => name === asked)) return [];
  const instead = shown === null ? 'showing the throughput alone' : `showing ${shown.name}`;
  return [`No load generator of suite ${suite.name} gives “${asked}”: ${instead}.`];
}

/** The cells that have a place on the axis: over the requested rate, a closed loop has none. */
export function onAxis<Cell extends Pick<CellSummary, 'point'>>(
  { swept }: Pick<Sweep, 'swept'>,
  cells: readonly Cell[],
): Cell[] {
  if (swept.name !== rateFactor) return [...cells];
  return cells.filter(({ point }) => Number(point[rateFactor] ?? swept.default) > 0);
}

/**
 * Throughput; below it `metric`; below that the failed requests, if any failed. All over the same values, of the same launches.
 * @param cells of the run, of any suite and metric
 */
export function loadCharts(
  sweep: Sweep,
  metric: Metric | null,
  cells: readonly CellSummary[],
  options: Omit<ChartOptions, 'yScale'> & { readonly yScale: Scale | null },
): ChartModel[] {
  const { metrics } = sweep.suite;
  const shown = onAxis(sweep, cells);
  const chart = (one: Metric, overrides: Partial<ChartOptions> = {}) => {
    const figure = sweepFigure(sweep, one, shown);
    return figureChart(sweep.suite, figure, shown, {
      ...options,
      yScale: options.yScale ?? figure.y.scale,
      ...overrides,
    });
  };
  const throughput = metrics.find(({ source }) => source === 'throughput');
  const failed = metrics.find(({ source }) => source === 'failed-requests');
  // Most of its values are zero, and want to be seen.
  const failures = failed && chart(failed, { relative: false, yScale: 'linear' });
  return [
    throughput && withOffered(chart(throughput), sweep, options),
    metric && chart(metric),
    failures?.series.some(({ points }) => points.some(({ y }) => (y ?? 0) > 0)) ? failures : null,
  ].flatMap((model) => model ?? []);
}

/** With the rate that was asked for, where one was: as a curve over the rates, and as a line where it is held. */
function withOffered(
  model: ChartModel,
  { swept, point }: Sweep,
  { relative, hidden }: Pick<ChartOptions, 'relative' | 'hidden'>,
): ChartModel {
  if (relative) return model;
  const held = Number(point[rateFactor] ?? 0);
  if (swept.name !== rateFactor) {
    return held > 0 ? { ...model, lines: [{ axis: 'y', at: held, title: 'requested rate' }] } : model;
  }
  const rates = [...new Set(model.series.flatMap(({ points }) => points.map(({ x }) => x)))];
  const offered: Series = {
    key: 'requested',
    kind: 'bound',
    title: 'Requested rate',
    target: null,
    points: rates
      .sort((a, b) => a - b)
      .map((rate) => ({
        x: rate,
        y: rate,
        lo: null,
        hi: null,
        n: null,
        validity: [],
        cell: null,
        words: 'the rate that was asked for',
      })),
  };
  const drawn = hidden.has(offered.key) ? model.drawn : [...model.drawn, offered];
  const numbers = valuesIn(drawn);
  return {
    ...model,
    series: [...model.series, offered],
    drawn,
    y: valueAxis(model.y.title, model.y.scale, numbers),
  };
}
