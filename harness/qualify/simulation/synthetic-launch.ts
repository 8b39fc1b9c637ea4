/** Launches of a machine that exists only in numbers, on a clock that only launches move. */
import type { Clock } from '../../launch/clock.js';
import type { MeasuredLaunch } from '../../model/launch.js';
import { throughput } from '../../model/metric.js';
import type { PlannedLaunch, Timing } from '../../model/plan.js';
import type { SuiteDeclaration } from '../../model/suite.js';

/** A suite of nothing but time. */
export const syntheticSuite: SuiteDeclaration = {
  name: 'synthetic',
  title: 'Time that passes',
  summary: 'Work whose duration is drawn from a model of noise.',
  work: { one: 'step', many: 'steps' },
  factors: [{ name: 'cell', title: 'Cell', unit: '', default: 1 }],
  metrics: [throughput('steps')],
  profiles: { smoke: [], quick: [], standard: [], paper: [] },
  figures: [],
};

/** Steps that a launch does in a second when nothing slows it down. */
const usualRate = 1_000_000;

/** A clock that stands still until it is moved. */
export class VirtualClock implements Clock {
  #now = 0;

  now(): number {
    return this.#now;
  }

  date(): string {
    return new Date(this.#now).toISOString();
  }

  after(_milliseconds: number, _action: () => void): () => void {
    throw new RangeError('nobody waits on a virtual clock');
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}

/** The record of a launch that took `factor` times as long as usual for each step of its work. */
export function syntheticLaunch(
  planned: PlannedLaunch,
  attempt: number,
  factor: number,
  timing: Timing,
  clock: VirtualClock,
): MeasuredLaunch {
  const startedAt = clock.date();
  const rate = usualRate / factor;
  const totalMs = timing.warmupMs + timing.measureMs;
  clock.advance(totalMs);
  return {
    ...planned,
    attempt,
    startedAt,
    timing: { readyMs: 0, totalMs, overheadMs: 0 },
    usage: null,
    disturbance: null,
    pinned: null,
    outcome: 'measured',
    elapsedMs: timing.measureMs,
    work: (rate * timing.measureMs) / 1_000,
    metrics: { throughput: rate },
    intervals: { elapsedMs: [], work: [] },
    verification: {},
    windowUsage: null,
    validity: [],
    findings: [],
  };
}
