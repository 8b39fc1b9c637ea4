/** Percentiles: the metrics of a suite that are quantiles of one distribution, as the suite declares them. Pure. */
import type { Metric } from '../../../harness/model/metric.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';

/** A metric that is a quantile. */
export type QuantileMetric = Metric & { readonly quantile: NonNullable<Metric['quantile']> };

/** The recorded quantiles of one distribution: all that is known of it, since launches keep no histogram. */
export interface Percentiles {
  /** What the distribution is of: `Response time`. */
  readonly of: string;
  readonly unit: string;
  readonly better: Metric['better'];
  /** By quantile, ascending. */
  readonly metrics: readonly QuantileMetric[];
}

/** The distributions of a suite in the order of its declaration; none for one that does not say which metrics are quantiles. */
export function percentilesOf({ metrics }: Pick<SuiteDeclaration, 'metrics'>): Percentiles[] {
  const found = new Map<string, QuantileMetric[]>();
  for (const metric of metrics.filter(isQuantile)) {
    found.set(metric.quantile.of, [...(found.get(metric.quantile.of) ?? []), metric]);
  }
  return [...found].flatMap(([of, ofIt]) => {
    const [first] = ofIt;
    if (first === undefined) return [];
    const ordered = ofIt.sort((a, b) => a.quantile.at - b.quantile.at);
    return [{ of, unit: first.unit, better: first.better, metrics: ordered }];
  });
}

function isQuantile(metric: Metric): metric is QuantileMetric {
  return metric.quantile !== undefined;
}
