/**
 * Metrics: what a number is. A metric's name, unit, direction and title are declared here or in a suite, once;
 * tables, CSV columns, figures and the dashboard read the declaration.
 */
import * as z from 'zod';

/**
 * Where a metric's value comes from, in words. `target`: reported by the target in its result message; `generator`: by the
 * load generator in its own. The others are derived by the harness in the same way for every suite (see `launch/derive-metrics.ts`).
 */
export const metricSources = {
  target: 'reported by the target in its result',
  generator: 'reported by the load generator in its result',
  throughput: 'work done in the measured window, over the length of the window',
  'cpu-per-work':
    "user and system time of all the target's threads between the two ends of the measured window (getrusage), over the work done in it",
  'switches-per-work':
    'voluntary and involuntary context switches of the kernel between the two ends of the measured window (getrusage), over the work done in it',
  'peak-memory': "peak resident memory of the largest process of the launch, from the kernel's accounting",
  'failed-requests':
    'requests that were refused, reset, timed out or answered wrongly, over those that were sent',
} as const;
export const metricSourceSchema = z.enum(
  Object.keys(metricSources) as [keyof typeof metricSources, ...(keyof typeof metricSources)[]],
);

/**
 * Of a metric that is a quantile of what was counted inside a launch: which distribution it is of, in words, and which
 * share of it lies below. Metrics with the same `of` are points of one curve.
 */
const quantileSchema = z.object({ of: z.string().min(1), at: z.number().gt(0).lt(1) });

/** The declaration of one metric. */
export const metricSchema = z.object({
  /** Identifier: the key in messages, records and CSV. */
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  /** What a person reads. */
  title: z.string().min(1),
  /** Unit of every value under this name, such as `items/s`, `ns`, `bytes`. */
  unit: z.string().min(1),
  /** Which direction is an improvement. */
  better: z.enum(['higher', 'lower']),
  source: metricSourceSchema,
  /** Of `throughput`: what one unit of work amounts to, where it is not counted in units of work but in bytes, say. */
  perWork: z.number().positive().optional(),
  quantile: quantileSchema.optional(),
});
export type Metric = z.infer<typeof metricSchema>;

/**
 * Whether its values depend on the load that a generator puts on the target: what was answered a second, and what the
 * generator saw, do. What a unit of work costs the target does not: see METHODOLOGY.md.
 */
export function dependsOnLoad({ source }: Pick<Metric, 'source'>): boolean {
  return source === 'throughput' || source === 'generator' || source === 'failed-requests';
}

/** Work done per second of the measured window; `unit` is the plural of the suite's unit of work. */
export function throughput(unit: string): Metric {
  return {
    name: 'throughput',
    title: 'Throughput',
    unit: `${unit}/s`,
    better: 'higher',
    source: 'throughput',
  };
}

/** CPU time (user and system, all threads) inside the measured window, per unit of work. */
export function cpuPerWork(unit: string): Metric {
  return {
    name: 'cpuPerWork',
    title: `CPU time per ${unit}`,
    unit: 'ns',
    better: 'lower',
    source: 'cpu-per-work',
  };
}

/** Context switches of the kernel inside the measured window, per unit of work. */
export function kernelSwitchesPerWork(unit: string): Metric {
  return {
    name: 'kernelSwitchesPerWork',
    title: `Kernel context switches per ${unit}`,
    unit: 'switches',
    better: 'lower',
    source: 'switches-per-work',
  };
}

/** Requests that came to a wrong end: refused, reset, timed out, or answered wrongly; in percent of those sent. */
export function failedRequests(): Metric {
  return {
    name: 'failedRequests',
    title: 'Failed requests',
    unit: '%',
    better: 'lower',
    source: 'failed-requests',
  };
}

/** Peak resident memory of the largest process of the launch. */
export function peakMemory(): Metric {
  return { name: 'peakMemory', title: 'Peak memory', unit: 'bytes', better: 'lower', source: 'peak-memory' };
}
