import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparisonRow } from '../../model/comparison.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { PlannedLaunch } from '../../model/plan.js';
import {
  failedLaunch,
  measuredLaunch,
  type RunShape,
  suiteLike,
  unsupportedLaunch,
} from '../../model/test/records.js';
import { compareTargets } from './compare.js';
import type { FloorOf } from '../noise-floor.js';
import { jitter, quietFloor, recorded } from '../test/recorded.js';

/** The rows of `capriccio` against `event-loop` when launches come to this. */
function rowsOf(
  valueOf: (launch: PlannedLaunch) => number | LaunchRecord | null,
  shape: RunShape = {},
  floorOf: FloorOf = quietFloor,
): ComparisonRow[] {
  const { run, launches } = recorded(shape, valueOf);
  return compareTargets(launches, run.suites, 'capriccio', 'event-loop', floorOf);
}

/** The row of one metric, at the only point. */
function rowOf(...given: Parameters<typeof rowsOf>): ComparisonRow {
  return only(rowsOf(...given), 'throughput');
}

function only(rows: readonly ComparisonRow[], metric: string): ComparisonRow {
  const row = rows.find((one) => one.metric === metric);
  if (row === undefined) throw new Error(`no row of ${metric}`);
  return row;
}

const isFirst = ({ target }: PlannedLaunch): boolean => target === 'capriccio';

describe('two targets of a run', () => {
  it('are compared within blocks: what a block has in common cancels out', () => {
    const row = rowOf(({ target, block }) => (target === 'capriccio' ? 120 : 100) * 2 ** (block % 5));
    expect(row).toMatchObject({ n: 10, verdict: 'faster', a: 'capriccio', b: 'event-loop', target: null });
    expect(row.ratio).toBeCloseTo(1.2, 12);
    expect(row.lo).toBeCloseTo(1.2, 12);
  });

  it('tell the same story from both sides', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 100, noNaN: true }), { minLength: 14, maxLength: 14 }),
        (values) => {
          const { run, launches } = recorded(
            { blocks: 7 },
            (launch) => values[2 * (launch.block - 1) + (isFirst(launch) ? 0 : 1)] ?? 1,
          );
          const compare = (a: string, b: string) =>
            only(compareTargets(launches, run.suites, a, b, quietFloor), 'throughput');
          const [there, back] = [compare('capriccio', 'event-loop'), compare('event-loop', 'capriccio')];
          expect((there.ratio ?? 0) * (back.ratio ?? 0)).toBeCloseTo(1, 9);
          expect(there.p).toBe(back.p);
          expect(there.effect).toBeCloseTo(-(back.effect ?? 0), 12);
          const opposite = { faster: 'slower', slower: 'faster' } as Record<string, string>;
          expect(back.verdict).toBe(opposite[there.verdict] ?? there.verdict);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('have a ratio above 1 where the first is better, whichever direction that is', () => {
    const cpu = only(
      rowsOf((launch) => jitter(launch) * (isFirst(launch) ? 150 : 100)),
      'cpuPerWork',
    );
    expect(cpu).toMatchObject({ better: 'lower', verdict: 'faster', effect: 1 });
    expect(cpu.ratio).toBeCloseTo(1.5, 1);
    expect(cpu.medianA).toBeLessThan(cpu.medianB ?? 0);
  });

  it('are equivalent when the whole interval lies within the margin, never for want of a difference', () => {
    expect(rowOf((launch) => 100 * jitter(launch))).toMatchObject({ verdict: 'equivalent', reason: '' });
    const noisy = rowOf((launch) => 100 * (1 + 20 * (jitter(launch) - 1)));
    expect(noisy.verdict).toBe('inconclusive');
    expect(noisy.mde).toBeGreaterThan(0.05);
  });

  it('that never vary are equivalent, or differ without doubt', () => {
    expect(rowOf(() => 100)).toMatchObject({
      ratio: 1,
      lo: 1,
      hi: 1,
      p: 1,
      effect: 0,
      verdict: 'equivalent',
    });
    expect(rowOf((launch) => (isFirst(launch) ? 100 : 110))).toMatchObject({ effect: -1, verdict: 'slower' });
  });

  it('do not differ by less than the noise floor, however sure it is', () => {
    const by4Percent = (launch: PlannedLaunch) => (isFirst(launch) ? 104 : 100);
    expect(rowOf(by4Percent)).toMatchObject({ verdict: 'faster', floor: 0.02, floorMeasured: true });
    const assumed: FloorOf = () => ({ floor: 0.05, measured: false, controls: 0 });
    expect(rowOf(by4Percent, {}, assumed)).toMatchObject({
      verdict: 'equivalent',
      floor: 0.05,
      floorMeasured: false,
    });
    const boastful: FloorOf = () => ({ floor: 0.001, measured: true, controls: 99 });
    expect(rowOf((launch) => (isFirst(launch) ? 101 : 100), {}, boastful).verdict).toBe('equivalent');
  });

  it.each([1, 5])('have no interval and no verdict after %i blocks', (blocks) => {
    const row = rowOf((launch) => (isFirst(launch) ? 200 : 100), { blocks });
    expect(row).toMatchObject({ n: blocks, lo: null, hi: null, mde: null, verdict: 'inconclusive' });
    expect(row.ratio).toBeCloseTo(2, 12);
    expect(row.validity).toEqual(['too-few-launches']);
  });

  it('are compared in the blocks that both have', () => {
    const row = rowOf((launch) =>
      isFirst(launch) && launch.block > 7 ? null : isFirst(launch) ? 300 : 100 + launch.block,
    );
    expect(row).toMatchObject({ n: 7, verdict: 'faster' });
  });

  it('are not fooled by a heavy tail', () => {
    const row = rowOf(
      (launch) =>
        (isFirst(launch) ? 110 : 100) * jitter(launch) * (launch.block === 3 && isFirst(launch) ? 0.2 : 1),
      { blocks: 12 },
    );
    expect(row.verdict).toBe('faster');
    expect(row.ratio).toBeCloseTo(1.1, 1);
    expect(row.modes).toBeNull();
  });

  it('are shown as modes rather than as one shift where launches fall into two groups', () => {
    const row = rowOf((launch) => jitter(launch) * (isFirst(launch) && launch.block % 2 === 0 ? 200 : 100), {
      blocks: 30,
    });
    expect(row.modes?.b).toHaveLength(1);
    expect(row.modes?.a.map(({ median, share }) => [Math.round(median / 10), share])).toEqual([
      [10, 0.5],
      [20, 0.5],
    ]);
  });
});

describe('cells that cannot be compared', () => {
  it('are failed where the other target was never launched', () => {
    expect(rowOf(() => 100, { targets: ['capriccio', 'nptl'] })).toMatchObject({
      verdict: 'failed',
      reason: 'event-loop: it was not launched here',
      ratio: null,
      medianB: null,
    });
  });

  it.each([
    ['errors', (launch: PlannedLaunch) => failedLaunch(launch), 'capriccio: some launches failed'],
    [
      'failed-requests',
      (launch: PlannedLaunch) => measuredLaunch({ ...launch, validity: ['failed-requests'] }),
      'capriccio: more than one request in a thousand was refused, reset or timed out',
    ],
    [
      'verification-failed',
      (launch: PlannedLaunch) => measuredLaunch({ ...launch, validity: ['verification-failed'] }),
      'capriccio: the work done could not be verified',
    ],
    [
      'unsupported',
      (launch: PlannedLaunch) => unsupportedLaunch({ ...launch, reason: 'no room' }),
      'capriccio: no room',
    ],
  ] as const)('are failed by "%s" of one side', (mark, spoil, reason) => {
    const row = rowOf((launch) => {
      if (!isFirst(launch)) return 100;
      const always = mark === 'unsupported' || mark === 'failed-requests';
      return always || launch.block === 4 ? spoil(launch) : 200;
    });
    expect(row).toMatchObject({ verdict: 'failed', reason, ratio: null });
    expect(row.validity).toContain(mark);
  });

  it('keep their verdict beside any other mark', () => {
    const row = rowOf((launch) =>
      measuredLaunch({ ...launch, throughput: isFirst(launch) ? 200 : 100, validity: ['disturbed'] }),
    );
    expect(row).toMatchObject({ verdict: 'faster', validity: ['disturbed'] });
  });

  it.each(['generator-bound', 'rate-not-met', 'littles-law'] as const)(
    'are inconclusive where %s leaves no number of the metric, and judged by one that it leaves',
    (mark) => {
      const bound = (launch: PlannedLaunch) =>
        measuredLaunch({ ...launch, throughput: 100 * jitter(launch), validity: [mark] });
      const rows = rowsOf(bound);
      const row = only(rows, 'throughput');
      expect(row).toMatchObject({ verdict: 'inconclusive', mde: null, q: null });
      expect(row.ratio).toBeCloseTo(1, 1);
      expect(row.reason).toContain('capriccio: ');
      expect(row.reason).toContain('event-loop: ');
      expect(only(rows, 'cpuPerWork')).toMatchObject({ verdict: 'equivalent', reason: '' });
      const faster = rowOf((launch) => (isFirst(launch) ? 200 : bound(launch)));
      expect(faster).toMatchObject({
        verdict: 'inconclusive',
        reason: expect.not.stringContaining('capriccio'),
      });
    },
  );

  it('never have a side called better whose threads starved, but may have it called worse', () => {
    const starved = (launch: PlannedLaunch, throughput: number) =>
      measuredLaunch({ ...launch, throughput, validity: ['starved'] });
    const fromFirst = (throughput: number) =>
      rowOf((launch) => (isFirst(launch) ? starved(launch, throughput) : 100));
    expect(fromFirst(200)).toMatchObject({
      verdict: 'inconclusive',
      reason: 'capriccio: some threads made no progress at all: not called better',
    });
    expect(fromFirst(50)).toMatchObject({ verdict: 'slower', reason: '' });
    expect(fromFirst(100)).toMatchObject({ verdict: 'equivalent', reason: '' });
    const second = rowOf((launch) => (isFirst(launch) ? 50 : starved(launch, 100)));
    expect(second.verdict).toBe('inconclusive');
  });
});

describe('values of zero and below', () => {
  const metric = (switches: (launch: PlannedLaunch) => number) =>
    only(
      rowsOf((launch) => {
        const launched = measuredLaunch(launch);
        return { ...launched, metrics: { ...launched.metrics, kernelSwitchesPerWork: switches(launch) } };
      }),
      'kernelSwitchesPerWork',
    );

  it('are equivalent where both sides have nothing else', () => {
    expect(metric(() => 0)).toMatchObject({
      verdict: 'equivalent',
      reason: 'all values are zero',
      ratio: null,
    });
  });

  it.each([0, -1])('of %i on one side have no ratio', (value) => {
    const row = metric((launch) => (isFirst(launch) ? value : 1));
    expect(row).toMatchObject({ verdict: 'inconclusive', ratio: null, lo: null, p: null, effect: 1 });
    expect(row.reason).toBe('values of zero or less have no ratio');
  });
});

describe('metrics that nobody reports', () => {
  it('have no row, and one that only one side reports is failed', () => {
    const silent = (launch: PlannedLaunch, keep: boolean): LaunchRecord => {
      const launched = measuredLaunch(launch);
      const { createTime, ...metrics } = launched.metrics;
      return { ...launched, metrics: keep && createTime !== undefined ? launched.metrics : metrics };
    };
    const of = (rows: readonly ComparisonRow[]) => rows.filter((row) => row.metric === 'createTime');
    expect(of(rowsOf((launch) => silent(launch, false)))).toEqual([]);
    expect(of(rowsOf((launch) => silent(launch, isFirst(launch))))).toMatchObject([
      { verdict: 'failed', reason: 'event-loop: it does not report this metric' },
    ]);
  });

  it('adjusts p values for all rows of the report', () => {
    const grid = { pairs: [1, 2, 4, 8] };
    const suite = suiteLike({ metrics: suiteLike().metrics.slice(0, 1) });
    const rows = rowsOf(
      (launch) => (isFirst(launch) && launch.point['pairs'] === 1 ? 200 : 100 * jitter(launch)),
      {
        grid,
        suite,
      },
    );
    expect(rows).toHaveLength(4);
    expect(rows[0]?.q).toBeCloseTo(4 * (rows[0]?.p ?? 0), 12);
    for (const { p, q } of rows) expect(q).toBeGreaterThanOrEqual(p ?? 1);
  });
});
