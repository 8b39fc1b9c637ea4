/** The tinybench side of the suite, which every JavaScript target shares: what to time, and the answer made of it. */
import { Bench } from 'tinybench';
import * as z from 'zod';
import type { Answer } from '../../harness/authoring/index.js';
import type { LaunchSpecification } from '../../harness/model/protocol.js';
import type { Point } from '../../harness/model/point.js';

/** Number of threads that switch, from a point of the suite. */
export function threadsOf(point: Point): number {
  return z.object({ threads: z.int().min(2) }).parse(point).threads;
}

/** One primitive. */
export interface Primitive {
  /** Operations of one call of `run`: enough of them that reading the clock does not count. */
  operations: number;
  readonly run: () => void | Promise<void>;
  /** Not timed: tidies up after each call. */
  readonly after?: () => void | Promise<void>;
}

/** The three primitives of table 1. */
export interface Primitives {
  switch: Primitive;
  lock: Primitive;
  create: Primitive;
  /** Read at the end: the counters of `verify.ts`. */
  counters(): Record<string, number>;
}

/** Calls timed at least, however little time there is. */
const leastCalls = 8;

/**
 * Times each primitive for a third of the warm-up and a third of the window.
 * The value of a metric is the median call over its operations.
 */
export async function measurePrimitives(
  specification: LaunchSpecification,
  primitives: Primitives,
): Promise<Answer> {
  const bench = new Bench({
    time: specification.measureMs / 3,
    warmupTime: specification.warmupMs / 3,
    iterations: leastCalls,
    warmupIterations: 1,
    throws: true,
  });
  const timed = ['switch', 'lock', 'create'] as const;
  for (const name of timed) {
    const { run, after } = primitives[name];
    bench.add(name, run, after === undefined ? {} : { afterEach: after });
  }
  const from = performance.now();
  await bench.run();
  const elapsedMs = performance.now() - from;
  let work = 0;
  const metrics: Record<string, { value: number; unit: string }> = {};
  for (const name of timed) {
    const { operations } = primitives[name];
    const result = bench.getTask(name)?.result;
    if (result?.state !== 'completed') throw new Error(`tinybench did not complete ${name}`);
    work += result.latency.samplesCount * operations;
    metrics[`${name}Time`] = { value: (result.latency.p50 * 1e6) / operations, unit: 'ns' };
  }
  return { elapsedMs, work, intervals: [], metrics, verification: primitives.counters() };
}
