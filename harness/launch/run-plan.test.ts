import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LaunchRecord } from '../model/launch.js';
import type { Plan, PlannedLaunch } from '../model/plan.js';
import { failedLaunch, measuredLaunch, unsupportedLaunch } from '../model/test/records.js';
import { makePlan } from '../plan/make-plan.js';
import type { Clock } from './clock.js';
import { remaining, runPlan } from './run-plan.js';

const clock: Clock = { now: () => 0, date: () => '2026-01-02T03:04:05.678Z', after: () => () => {} };

const plan: Plan = makePlan({
  profile: 'smoke',
  seed: 1,
  launches: 3,
  timing: { warmupMs: 1, measureMs: 1, intervalMs: 1, readyMs: 1 },
  treatments: [1, 2].map((pairs) => ({ suite: 'test', point: { pairs }, targets: ['a', 'b', 'c'] })),
});

type Outcome = (planned: PlannedLaunch, attempt: number) => LaunchRecord;
const measured: Outcome = (planned, attempt) => measuredLaunch({ ...planned, attempt });

/** Runs the plan with what a launch comes to, breaking off after so many launches. */
async function play(outcome: Outcome, done: LaunchRecord[] = [], breakAfter = Number.POSITIVE_INFINITY) {
  const started: string[] = [];
  const kept: LaunchRecord[] = [];
  const breakOff = new AbortController();
  const finished = await runPlan(plan, {
    done,
    clock,
    signal: breakOff.signal,
    launch(planned, attempt) {
      if (started.length === breakAfter) breakOff.abort();
      started.push(planned.id);
      return Promise.resolve(outcome(planned, attempt));
    },
    keep: (record) => kept.push(record),
    progress: () => {},
  });
  return { started, kept, finished };
}

describe('running a plan', () => {
  it('launches everything in the order of the plan', async () => {
    const { started, finished } = await play(measured);
    expect(started).toEqual(plan.launches.map(({ id }) => id));
    expect(finished).toBe(true);
  });

  it('goes on after failures and keeps them', async () => {
    const { kept } = await play((planned, attempt) => failedLaunch({ ...planned, attempt }));
    expect(kept.map(({ outcome }) => outcome)).toEqual(plan.launches.map(() => 'failed'));
  });

  it('throws away the launch under way when it is broken off', async () => {
    const { kept, finished } = await play(measured, [], 4);
    expect(finished).toBe(false);
    expect(kept).toHaveLength(4);
  });

  it('does not start a cell again that has said twice that it is unsupported, and says who gave the answer', async () => {
    const { started, kept } = await play((planned, attempt) =>
      planned.target === 'b' && planned.point['pairs'] === 2
        ? unsupportedLaunch({ ...planned, attempt, reason: 'too many' })
        : measured(planned, attempt),
    );
    const answers = kept.filter((record) => record.outcome === 'unsupported');
    expect(answers).toHaveLength(3);
    expect(answers.map((record) => record.outcome === 'unsupported' && record.answeredBy)).toEqual([
      null,
      null,
      answers[1]?.id,
    ]);
    expect(started).toHaveLength(plan.launches.length - 1);
  });

  it('starts a cell again that was unsupported only once, for that launch may have been disturbed', async () => {
    const { started } = await play((planned, attempt) =>
      planned.target === 'b' && planned.block === 1
        ? unsupportedLaunch({ ...planned, attempt })
        : measured(planned, attempt),
    );
    expect(started).toHaveLength(plan.launches.length);
  });

  it('resumes with what is left, and runs a broken block again whole as another attempt', async () => {
    const { kept } = await play(measured, [], 4);
    const { started, kept: more } = await play(measured, kept);
    expect(started).toEqual(plan.launches.slice(3).map(({ id }) => id));
    expect(more.slice(0, 3).map(({ attempt }) => attempt)).toEqual([2, 2, 2]);
    expect(more.slice(3).every(({ attempt }) => attempt === 1)).toBe(true);
  });

  it('comes to one whole attempt of every block, however often and wherever it is broken off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(8), { maxLength: 6 }), async (breaks) => {
        const records: LaunchRecord[] = [];
        for (const breakAfter of [...breaks, Number.POSITIVE_INFINITY]) {
          const { kept } = await play(measured, lastOfEach(records), breakAfter);
          records.push(...kept);
        }
        const final = lastOfEach(records);
        expect(remaining(plan, final)).toEqual([]);
        expect(final.map(({ id }) => id).sort()).toEqual(plan.launches.map(({ id }) => id));
        for (const { point, block } of plan.launches) {
          const attempts = final.filter((r) => r.block === block && r.point['pairs'] === point['pairs']);
          expect(new Set(attempts.map(({ attempt }) => attempt)).size).toBe(1);
        }
      }),
      { numRuns: 50 },
    );
  });
});

function lastOfEach(records: readonly LaunchRecord[]): LaunchRecord[] {
  return [...new Map(records.map((record) => [record.id, record])).values()];
}
