import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import type { LaunchRecord } from '../../model/launch.js';
import type { OrderEffect, OrderEffectRow } from '../../model/order-audit.js';
import type { PlannedLaunch } from '../../model/plan.js';
import { measuredLaunch, type RunShape, suiteLike, unsupportedLaunch } from '../../model/test/records.js';
import { normal } from '../../stats/test/noise.js';
import { auditOrder } from './order-audit.js';
import { symmetryOf } from '../symmetry.js';
import { jitter, recorded } from '../test/recorded.js';

const suite = suiteLike({ metrics: suiteLike().metrics.slice(0, 1) });
const targets = ['a', 'b', 'c', 'd'];
const heights: Record<string, number> = { a: 100, b: 5, c: 2_000, d: 70 };

/** The audit of four very different targets at two points, twelve blocks; `effect` is what the order does. */
function audit(
  effect: (launch: PlannedLaunch, before: string | null) => number,
  shape: RunShape = {},
  record?: (launch: PlannedLaunch, value: number) => LaunchRecord | null,
): OrderEffectRow[] {
  let previous: PlannedLaunch | null = null;
  const { run, launches } = recorded(
    { suite, targets, grid: { pairs: [1, 64] }, blocks: 12, ...shape },
    (launch) => {
      const before = launch.position === 1 ? null : (previous?.target ?? null);
      previous = launch;
      const value = (heights[launch.target] ?? 1) * jitter(launch) * effect(launch, before);
      return record === undefined ? value : record(launch, value);
    },
  );
  return auditOrder(run, launches);
}

function only(
  rows: readonly OrderEffectRow[],
  effect: OrderEffect,
  after: string | null = null,
): OrderEffectRow {
  const row = rows.find((one) => one.effect === effect && one.after === after);
  if (row === undefined) throw new Error(`no row of ${effect}`);
  return row;
}

describe('the order audit', () => {
  it('finds nothing where the order does nothing', () => {
    const rows = audit(() => 1);
    expect(rows.map(({ effect, after }) => after ?? effect)).toEqual(['position', 'drift', ...targets]);
    for (const { matters, ratio } of rows) {
      expect(matters).toBe(false);
      expect(ratio).toBeCloseTo(1, 1);
    }
  });

  it('finds what the place in a block does, as the last one over the first', () => {
    const row = only(
      audit(({ position }) => 0.9 ** ((position - 1) / 3)),
      'position',
    );
    expect(row).toMatchObject({ n: 24, matters: true });
    expect(row.ratio).toBeCloseTo(0.9, 2);
    expect(row.lo).toBeLessThan(0.9);
    expect(row.hi).toBeGreaterThan(0.9);
  });

  it('finds a drift, as the end of the run over its beginning', () => {
    const rows = audit(({ block }) => 1.2 ** ((block - 1) / 11));
    expect(only(rows, 'drift')).toMatchObject({ n: 12, matters: true });
    expect(only(rows, 'drift').ratio).toBeCloseTo(1.2, 2);
    expect(only(rows, 'position').matters).toBe(false);
  });

  it('finds the target that leaves something behind for the next, and no other', () => {
    const rows = audit((_, before) => (before === 'c' ? 0.8 : 1));
    const guilty = rows.filter(({ effect, ratio }) => effect === 'after' && (ratio ?? 1) < 0.95);
    expect(guilty).toMatchObject([{ after: 'c', matters: true }]);
    expect(guilty[0]?.ratio).toBeCloseTo(0.8, 2);
  });

  it('tells it as better where less is better', () => {
    const cpu = suiteLike({ metrics: suiteLike().metrics.slice(1, 2) });
    expect(
      only(
        audit(({ block }) => 1.2 ** ((block - 1) / 11), { suite: cpu }),
        'drift',
      ).ratio,
    ).toBeCloseTo(1.2, 2);
  });

  it('does not say that it matters when it is there but smaller than anything it could be mistaken for', () => {
    const row = only(
      audit(({ position }) => 1 - 0.001 * position),
      'position',
    );
    expect(row.matters).toBe(false);
  });

  it('leaves out blocks in which somebody is missing, and targets without valid numbers', () => {
    const rows = audit(
      () => 1,
      {},
      (launch, throughput) => {
        if (launch.target === 'd') return unsupportedLaunch(launch);
        if (launch.target === 'a' && launch.block === 5) return null;
        return measuredLaunch({ ...launch, throughput });
      },
    );
    expect(only(rows, 'position').n).toBe(22);
    expect(rows.filter(({ effect }) => effect === 'after').map(({ after }) => after)).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });

  it('does not count a launch that was never started as having been before anybody', () => {
    const rows = audit(
      () => 1,
      {},
      (launch, throughput) =>
        launch.target === 'd'
          ? unsupportedLaunch({ ...launch, answeredBy: '00001' })
          : measuredLaunch({ ...launch, throughput }),
    );
    expect(rows.filter(({ effect }) => effect === 'after').map(({ after }) => after)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('says nothing of predecessors when two targets take turns, for that is what the place says', () => {
    expect(audit(() => 1, { targets: ['a', 'b'] }).map(({ effect }) => effect)).toEqual([
      'position',
      'drift',
    ]);
  });

  it('is deceived by noise alone in about one run of twenty', () => {
    const random = xoroshiro128plus(11);
    const runs = 150;
    const alarms = { position: 0, drift: 0, after: 0 };
    for (let run = 0; run < runs; run++) {
      const rows = audit(
        () => 1,
        { blocks: 10 },
        (launch) => measuredLaunch({ ...launch, throughput: 100 * Math.exp(0.03 * normal(random)) }),
      );
      for (const effect of new Set(rows.filter(({ matters }) => matters).map((row) => row.effect)))
        alarms[effect]++;
    }
    for (const count of Object.values(alarms)) expect(count / runs).toBeLessThan(0.09);
  });

  it('has no numbers where there is one launch', () => {
    for (const row of audit(() => 1, { targets: ['a'], blocks: 1, grid: {} })) {
      expect(row).toMatchObject({ ratio: null, lo: null, hi: null, p: null, matters: false });
    }
  });

  it('is not confused by values that are zero, or never vary', () => {
    for (const { ratio, matters } of audit(() => 0)) expect([ratio, matters]).toEqual([null, false]);
    const still = audit(
      () => 1,
      {},
      (launch) => measuredLaunch({ ...launch, throughput: 7 }),
    );
    for (const { ratio, matters } of still) expect([ratio, matters]).toEqual([1, false]);
  });
});

describe('the alarm "as many better as worse"', () => {
  it.each([
    [25, 10, 13, true],
    [100, 11, 11, true],
    [100, 10, 30, false],
    [100, 12, 40, false],
    [100, 30, 0, false],
    [4, 2, 2, false],
    [0, 0, 0, false],
  ])('of %i rows with %i better and %i worse is %s', (rows, better, worse, alarm) => {
    expect(symmetryOf({ rows, better, worse }).alarm).toBe(alarm);
  });
});
