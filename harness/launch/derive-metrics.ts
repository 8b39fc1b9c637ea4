/** The metrics of a launch: what the target reported, and what the harness derives in the same way for every suite. */
import type { TreeUsage } from '../model/launch.js';
import { failedShare } from '../model/load.js';
import type { Metric } from '../model/metric.js';
import type { ResultMessage, WindowUsage } from '../model/protocol.js';

/** Everything a metric can be derived from. */
export interface Evidence {
  /** Of whoever measured: the target itself, or the generator that loaded it. */
  readonly result: ResultMessage;
  /** Of a server that was loaded. */
  readonly server?: ResultMessage;
  readonly usage: TreeUsage | null;
}

type Reported = 'target' | 'generator';

const derivations: Record<Exclude<Metric['source'], Reported>, (evidence: Evidence) => number | null> = {
  throughput: ({ result }) => (result.work * 1000) / result.elapsedMs,
  'cpu-per-work': (evidence) => perWork(evidence, ({ userMs, systemMs }) => (userMs + systemMs) * 1e6),
  'switches-per-work': (evidence) =>
    perWork(
      evidence,
      ({ voluntarySwitches, involuntarySwitches }) => voluntarySwitches + involuntarySwitches,
    ),
  'failed-requests': ({ result: { load } }) => (load === undefined ? null : failedShare(load) * 100),
  'peak-memory': ({ usage }) => usage?.peakMemory ?? null,
};

/** What the target used, for each unit of the work it counted itself in that time, or else of the work that was measured. */
function perWork({ result, server }: Evidence, used: (usage: WindowUsage) => number): number | null {
  const { usage, work: ownWork } = server ?? result;
  const work = ownWork === 0 ? result.work : ownWork;
  return usage === undefined || work === 0 ? null : used(usage) / work;
}

/** Values by metric name; a metric without a value has no entry. */
export function deriveMetrics(metrics: readonly Metric[], evidence: Evidence): Record<string, number> {
  const values: Record<string, number> = {};
  for (const { name, source, perWork: amount = 1 } of metrics) {
    const value = valueOf(name, source, evidence);
    if (value !== null && value !== undefined) values[name] = value * amount;
  }
  return values;
}

function valueOf(name: string, source: Metric['source'], evidence: Evidence): number | null | undefined {
  const { result, server = result } = evidence;
  if (source === 'target') return server.metrics[name]?.value;
  return source === 'generator' ? result.metrics[name]?.value : derivations[source](evidence);
}

/** What is wrong with the metrics that a target or a generator reported, or undefined. */
export function metricFault(
  metrics: readonly Metric[],
  result: ResultMessage,
  reporter: Reported,
): string | undefined {
  for (const [name, { unit }] of Object.entries(result.metrics)) {
    const declared = metrics.find((metric) => metric.name === name && metric.source === reporter);
    if (declared === undefined) return `the suite has no metric "${name}" for a ${reporter} to report`;
    if (declared.unit !== unit) return `"${name}" is in ${unit}; the suite declares ${declared.unit}`;
  }
  return undefined;
}
