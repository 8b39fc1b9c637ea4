import { describe, expect, it } from 'vitest';
import { atLeast, every } from '../../authoring/rules.js';
import { Sweep } from '../../authoring/sweep.js';
import type { Claim, JudgedClaim } from '../../model/claim.js';
import { judgedClaimSchema } from '../../model/claim.js';
import type { LaunchRecord, MeasuredLaunch } from '../../model/launch.js';
import type { PlannedLaunch } from '../../model/plan.js';
import {
  failedLaunch,
  measuredLaunch,
  recordsOf,
  runOf,
  suiteLike,
  unsupportedLaunch,
} from '../../model/test/records.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { judgeClaims } from './claims.js';

const alongPairs = {
  factor: 'pairs',
  unit: 'pairs',
  metric: 'throughput',
  fixed: [{ capacity: 1 }],
} as const;

/** `fast` has at least twice what `slow` has, at 8 pairs. */
function twice(metric = 'throughput', whereGeneratorBound?: string): Claim {
  return {
    id: 'twice',
    claim: 'Fast is twice as fast as slow.',
    source: 'a paper',
    figure: '7.3',
    rule: 'at least 2 times',
    judge(evidence) {
      const shape = {
        ...alongPairs,
        metric,
        ...(whereGeneratorBound !== undefined && { whereGeneratorBound }),
      };
      return atLeast(new Sweep(evidence, shape, ['fast']).versus('fast', 'slow', 8), 2);
    },
  };
}

/** The same at every number of pairs that both were played at. */
function twiceEverywhere(): Claim {
  return {
    ...twice(),
    judge(evidence) {
      const at = new Sweep(evidence, alongPairs, ['fast', 'slow']);
      return every(at.values('fast', 'slow').map((pairs) => atLeast(at.versus('fast', 'slow', pairs), 2)));
    },
  };
}

/** A run of both at 1 and 8 pairs, in which launches come to what a test says. */
function judge(
  recordOf: (launch: PlannedLaunch) => LaunchRecord,
  {
    blocks = 6,
    claim = twice(),
    suite = suiteLike(),
  }: Partial<{ blocks: number; claim: Claim; suite: SuiteDeclaration }> = {},
): JudgedClaim {
  const run = runOf({ suite, targets: ['fast', 'slow'], grid: { pairs: [1, 8] }, blocks });
  const [judged] = judgeClaims([{ name: suite.name, claims: [claim] }], {
    suites: run.suites,
    launches: recordsOf(run, recordOf),
  });
  return judgedClaimSchema.parse(judged);
}

/** Fast is so many times as fast as slow, a little more in every block. */
const times =
  (ratio: number, fields: Partial<MeasuredLaunch> = {}) =>
  (launch: PlannedLaunch): LaunchRecord =>
    measuredLaunch({
      ...launch,
      throughput: 1000 * (launch.target === 'fast' ? ratio * (1 + launch.block / 1000) : 1),
      ...fields,
    });

/** As above, but one launch of slow at 8 pairs came to something else. */
const butOne =
  (other: (launch: PlannedLaunch) => LaunchRecord) =>
  (launch: PlannedLaunch): LaunchRecord =>
    launch.target === 'slow' && launch.point['pairs'] === 8 && launch.block === 3
      ? other(launch)
      : times(3)(launch);

describe('a claim judged by a run', () => {
  it.each([
    ['its whole interval is beyond the bound', times(3), {}, 'reproduced'],
    ['its whole interval is on the other side', times(1.5), {}, 'not-reproduced'],
    [
      'blocks disagree',
      (launch: PlannedLaunch) => times(launch.block % 2 === 0 ? 3 : 1.5)(launch),
      {},
      'inconclusive',
    ],
    ['there are fewer than 6 blocks', times(30), { blocks: 5 }, 'inconclusive'],
    [
      'one side cannot do it',
      (launch: PlannedLaunch) => (launch.target === 'slow' ? unsupportedLaunch(launch) : times(3)(launch)),
      {},
      'not-measured',
    ],
    ['a launch of it failed', butOne((launch) => failedLaunch(launch)), {}, 'not-measured'],
    [
      'the work of a launch was not verified',
      butOne((launch) => times(3, { validity: ['verification-failed'] })(launch)),
      {},
      'not-measured',
    ],
    ['requests failed', times(3, { validity: ['failed-requests'] }), {}, 'not-measured'],
    ['the generator was the limit', times(3, { validity: ['generator-bound'] }), {}, 'not-measured'],
    ['the machine was disturbed', times(3, { validity: ['disturbed'] }), {}, 'reproduced'],
  ] as const)('when %s is as it must be', (_, recordOf, options, verdict) => {
    expect(judge(recordOf, options).verdict).toBe(verdict);
  });

  it('names the cells that it read and the launches behind them, and no others', () => {
    const { cells, launches } = judge(times(3));
    const point = { pairs: 8, capacity: 1 };
    expect(cells).toEqual([
      { suite: 'producer-consumer', target: 'fast', point, metric: 'throughput' },
      { suite: 'producer-consumer', target: 'slow', point, metric: 'throughput' },
    ]);
    const run = runOf({ targets: ['fast', 'slow'], grid: { pairs: [1, 8] } });
    expect(launches).toEqual(
      run.plan.launches.filter((launch) => launch.point['pairs'] === 8).map(({ id }) => id),
    );
  });

  it('tells the ratio with its interval, and that nothing is held against the values of 2003', () => {
    const { detail } = judge(times(3));
    expect(detail).toMatch(/^fast over slow at 8 pairs: 3\.01 \[3, 3\.02\], wanted at least 2\. /);
    expect(detail).toContain('nothing is held against the values of 2003');
  });

  it('names the marks that do not forbid a verdict', () => {
    expect(judge(times(3, { validity: ['disturbed'] })).detail).toContain(
      'marked disturbed: fast at pairs=8, slow at pairs=8',
    );
  });

  it('says what is missing, and where', () => {
    expect(judge(butOne((launch) => failedLaunch(launch))).detail).toContain(
      'no valid number (errors): slow at pairs=8',
    );
    const elsewhere = { ...twice() };
    elsewhere.judge = (evidence) =>
      atLeast({ what: 'w', ...evidence.ratio(...sidesAt({ pairs: 64, capacity: 1 }), 'throughput') }, 2);
    expect(judge(times(3), { claim: elsewhere }).detail).toContain(
      'no valid number (not in the run): fast at pairs=64, slow at pairs=64',
    );
  });

  it('takes a lower value for the better one where the metric says so', () => {
    expect(judge(times(3), { claim: twice('cpuPerWork') })).toMatchObject({
      verdict: 'reproduced',
      detail: expect.stringContaining(': 3.01 ['),
    });
  });

  it('goes by the other metric where the generator was the limit, and says so', () => {
    const judged = judge(times(3, { validity: ['generator-bound'] }), {
      claim: twice('throughput', 'cpuPerWork'),
    });
    expect(judged.verdict).toBe('reproduced');
    expect(judged.detail).toContain('fast over slow at 8 pairs, by cpuPerWork');
    expect(judged.detail).toContain('no valid number (generator-bound): fast at pairs=8');
  });

  it.each([['littles-law'], ['rate-not-met'], ['generator-bound', 'littles-law']] as const)(
    'does not go by the other metric where the launches are marked %s',
    (...validity) => {
      const claim = twice('throughput', 'cpuPerWork');
      const judged = judge(times(3, { validity: [...validity] }), { claim });
      expect(judged.verdict).toBe('not-measured');
      expect(judged.detail).not.toContain('by cpuPerWork');
    },
  );

  it.each([
    ['every launch of it failed', failedLaunch],
    ['its requests failed', times(3, { validity: ['failed-requests'] })],
  ] as const)('is not measured where one point of a sweep is without a number because %s', (_, spoil) => {
    const claim = twiceEverywhere();
    expect(judge(times(3), { claim }).verdict).toBe('reproduced');
    const judged = judge(
      (launch) =>
        launch.target === 'fast' && launch.point['pairs'] === 8 ? spoil(launch) : times(3)(launch),
      { claim },
    );
    expect(judged.verdict).toBe('not-measured');
    expect(judged.detail).toMatch(/no valid number \((errors|failed-requests)\): fast at pairs=8/);
  });

  it('passes over the points of a sweep at which a target was not played: declined, or not in the run', () => {
    const claim = twiceEverywhere();
    const judged = judge(
      (launch) => (launch.point['pairs'] === 8 ? unsupportedLaunch(launch) : times(3)(launch)),
      { claim },
    );
    expect(judged).toMatchObject({ verdict: 'reproduced', detail: expect.not.stringContaining('at 8') });
  });

  it('goes by no metric at all where requests failed: who refuses work does not do it cheaply', () => {
    const claim = twice('throughput', 'cpuPerWork');
    const judged = judge(times(3, { validity: ['failed-requests'] }), { claim });
    expect(judged.verdict).toBe('not-measured');
    expect(judged.detail).toContain('no valid number (failed-requests): fast at pairs=8, slow at pairs=8');
  });

  it('pairs two points by the pass over all points', () => {
    const claim = { ...twice() };
    claim.judge = (evidence) => {
      return atLeast(new Sweep(evidence, alongPairs, ['fast']).across('fast', 8, 1), 2);
    };
    // The machine is ten times as fast in every second pass: that is in both sides of a pair.
    const judged = judge(
      (launch) =>
        measuredLaunch({
          ...launch,
          throughput: (launch.block % 2 === 0 ? 10 : 1) * (launch.point['pairs'] === 8 ? 3000 : 1000),
        }),
      { claim },
    );
    expect(judged.detail).toContain('fast at 8 over itself at 1 pairs: 3 [3, 3]');
    expect(judged.verdict).toBe('reproduced');
  });

  it('is not measured where the run is of other suites', () => {
    const run = runOf();
    const judged = judgeClaims([{ name: 'chess', claims: [twice()] }], {
      suites: run.suites,
      launches: recordsOf(run),
    });
    expect(judged).toMatchObject([
      { verdict: 'not-measured', detail: 'the suite is not in the run', cells: [], launches: [] },
    ]);
  });
});

function sidesAt(point: { pairs: number; capacity: number }) {
  return [
    { target: 'fast', point },
    { target: 'slow', point },
  ] as const;
}
