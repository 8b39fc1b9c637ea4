/** The metrics of a launch: what the target reported, and what the harness derives in the same way for every suite. */
import type { TreeUsage } from '../model/launch.js';
import type { Metric } from '../model/metric.js';
import type { ResultMessage } from '../model/protocol.js';

/** Everything a metric can be derived from. */
export interface Evidence {
  readonly result: ResultMessage;
  readonly usage: TreeUsage | null;
}

const derivations: Record<Exclude<Metric['source'], 'target'>, (evidence: Evidence) => number | null> = {
  throughput: ({ result }) => (result.work * 1000) / result.elapsedMs,
  'cpu-per-work': ({ result: { usage, work } }) =>
    usage === undefined || work === 0 ? null : ((usage.userMs + usage.systemMs) * 1e6) / work,
  'switches-per-work': ({ result: { usage, work } }) =>
    usage === undefined || work === 0 ? null : (usage.voluntarySwitches + usage.involuntarySwitches) / work,
  'peak-memory': ({ usage }) => usage?.peakMemory ?? null,
};

/** Values by metric name; a metric without a value has no entry. */
export function deriveMetrics(metrics: readonly Metric[], evidence: Evidence): Record<string, number> {
  const values: Record<string, number> = {};
  for (const { name, source } of metrics) {
    const value = source === 'target' ? evidence.result.metrics[name]?.value : derivations[source](evidence);
    if (value !== null && value !== undefined) values[name] = value;
  }
  return values;
}

/** What is wrong with the metrics a target reported, or undefined. */
export function metricFault(metrics: readonly Metric[], result: ResultMessage): string | undefined {
  for (const [name, { unit }] of Object.entries(result.metrics)) {
    const declared = metrics.find((metric) => metric.name === name && metric.source === 'target');
    if (declared === undefined) return `the suite has no metric "${name}" for a target to report`;
    if (declared.unit !== unit) return `"${name}" is in ${unit}; the suite declares ${declared.unit}`;
  }
  return undefined;
}
