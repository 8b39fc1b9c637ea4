/** The measuring side of the suite, which every JavaScript target shares: what to time, and the answer made of it. */
import { Bench } from 'tinybench';
import { type Answer, type Slowdown, slowdownOf } from '../../harness/authoring/index.js';
import type { LaunchSpecification, ResultMessage } from '../../harness/model/protocol.js';
import { threadsOf } from './sizes.js';
import type { PrimitiveMetric } from './verify.js';

/** One primitive. */
export interface Primitive {
  /** Operations of one call of `run`: enough of them that reading the clock does not count. */
  readonly operations: number;
  /** Not timed: makes ready for each call. */
  readonly before?: () => void | Promise<void>;
  readonly run: () => void | Promise<void>;
  /** Not timed: tidies up after each call. */
  readonly after?: () => void | Promise<void>;
}

/** Threads that wait while the memory of the process is read. */
export interface Parking {
  readonly threads: number;
  /** Lets all of them wait, calls `allWait` then, and lets them come to their ends. */
  readonly run: (allWait: () => void) => Promise<void>;
}

/** The primitives of a package; what it does not have, or what makes no sense at the point, is left out. */
export interface Primitives {
  /** Timed by tinybench. */
  readonly timed: Partial<Record<Exclude<PrimitiveMetric, 'timerTime' | 'memoryPerThread'>, Primitive>>;
  /** Its CPU time is what counts: most of the other time it sleeps. */
  readonly timer?: Primitive;
  readonly parking?: Parking | undefined;
  /** Read at the end: the counters of `verify.ts`. */
  counters(): Record<string, number>;
}

type Metrics = ResultMessage['metrics'];

/**
 * Shares warm-up and window equally among the primitives, in turn. A value is the median call over its operations.
 * The memory of parked threads is read first, before anything else has grown the process. A slowdown that is asked for is
 * part of every timed call; the CPU time of the timer is left alone, for most of its time it sleeps.
 */
export async function measurePrimitives(
  specification: LaunchSpecification,
  primitives: Primitives,
): Promise<Answer> {
  const { point, warmupMs, measureMs } = specification;
  const parts = Object.keys(primitives.timed).length + (primitives.timer === undefined ? 0 : 1);
  const share = { warmupMs: warmupMs / parts, measureMs: measureMs / parts, leastCalls: leastCalls(point) };
  const from = performance.now();
  const metrics: Metrics = await memoryOf(primitives.parking);
  const slowdown = slowdownOf(specification);
  const timed = await timeAll(primitives.timed, share, slowdown);
  const slept = await accountFor(primitives.timer, share);
  return {
    elapsedMs: performance.now() - from,
    work: timed.work + slept.work,
    intervals: [],
    metrics: { ...metrics, ...timed.metrics, ...slept.metrics },
    verification: primitives.counters(),
    ...(slowdown !== undefined && { facts: slowdown.facts() }),
  };
}

interface Share {
  readonly warmupMs: number;
  readonly measureMs: number;
  /** Calls measured at least, however little time there is. */
  readonly leastCalls: number;
}

function leastCalls(point: LaunchSpecification['point']): number {
  const threads = threadsOf(point);
  return threads < 10_000 ? 8 : threads < 1_000_000 ? 3 : 2;
}

async function memoryOf(parking: Parking | undefined): Promise<Metrics> {
  if (parking === undefined) return {};
  const before = process.memoryUsage.rss();
  let parked = before;
  await parking.run(() => {
    parked = process.memoryUsage.rss();
  });
  return { memoryPerThread: { value: (parked - before) / parking.threads, unit: 'bytes' } };
}

async function timeAll(
  timed: Primitives['timed'],
  share: Share,
  slowdown: Slowdown | undefined,
): Promise<{ metrics: Metrics; work: number }> {
  const bench = new Bench({
    time: share.measureMs,
    warmupTime: share.warmupMs,
    iterations: share.leastCalls,
    warmupIterations: 1,
    throws: true,
  });
  for (const [name, { before, run, after }] of Object.entries(timed)) {
    bench.add(name, slowdown === undefined ? run : slowed(run, slowdown), {
      ...(before && { beforeEach: before }),
      ...(after && { afterEach: after }),
    });
  }
  await bench.run();
  let work = 0;
  const metrics: Metrics = {};
  for (const [name, { operations }] of Object.entries(timed)) {
    const result = bench.getTask(name)?.result;
    if (result?.state !== 'completed') throw new Error(`tinybench did not complete ${name}`);
    work += result.latency.samplesCount * operations;
    metrics[name] = { value: (result.latency.p50 * 1e6) / operations, unit: 'ns' };
  }
  return { metrics, work };
}

/** A call with the delay that is due for it. It stays what it is, synchronous or not: tinybench times the two differently. */
function slowed(run: Primitive['run'], slowdown: Slowdown): Primitive['run'] {
  const payFrom = (from: number): void => slowdown.after(performance.now() - from);
  if (run.constructor === asyncFunction)
    return async () => {
      const from = performance.now();
      await run();
      payFrom(from);
    };
  return () => {
    const from = performance.now();
    const done = run();
    return done === undefined ? payFrom(from) : done.then(() => payFrom(from));
  };
}

const asyncFunction = (async () => {}).constructor;

/** The CPU time of the whole process, call by call: what the kernel accounts to it, not what passes on the clock. */
async function accountFor(
  timer: Primitive | undefined,
  share: Share,
): Promise<{ metrics: Metrics; work: number }> {
  if (timer === undefined) return { metrics: {}, work: 0 };
  const from = performance.now();
  const calls: number[] = [];
  let warm = false;
  while (calls.length < share.leastCalls || performance.now() - from < share.warmupMs + share.measureMs) {
    await timer.before?.();
    const before = process.cpuUsage();
    await timer.run();
    const { user, system } = process.cpuUsage(before);
    await timer.after?.();
    if (warm) calls.push(user + system);
    warm ||= performance.now() - from >= share.warmupMs;
  }
  const median = calls.sort((a, b) => a - b)[calls.length >> 1] ?? 0;
  return {
    metrics: { timerTime: { value: (median * 1000) / timer.operations, unit: 'ns' } },
    work: calls.length * timer.operations,
  };
}
