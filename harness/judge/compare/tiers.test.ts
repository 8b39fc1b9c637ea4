import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LaunchRecord } from '../../model/launch.js';
import type { PlannedLaunch } from '../../model/plan.js';
import { failedLaunch, measuredLaunch, type RunShape, suiteLike } from '../../model/test/records.js';
import type { TierTable } from '../../model/tier.js';
import type { ValidityCode } from '../../model/validity.js';
import { jitter, quietFloor, recorded } from '../test/recorded.js';
import { tiersOf } from './tiers.js';

const suite = suiteLike({ metrics: suiteLike().metrics.slice(0, 1) });
const four = ['a', 'b', 'c', 'd'];

/** The table of the only point. */
function tableOf(valueOf: (launch: PlannedLaunch) => number | LaunchRecord, shape: RunShape = {}): TierTable {
  const { run, launches } = recorded({ suite, targets: four, ...shape }, valueOf);
  const [table] = tiersOf(run, launches, quietFloor);
  if (table === undefined) throw new Error('no table');
  return table;
}

const tiersByName = ({ standings }: TierTable) =>
  Object.fromEntries(standings.map(({ target, tier }) => [target, tier]));

/** Heights of the targets, with a little noise. */
const heights =
  (of: Record<string, number>) =>
  (launch: PlannedLaunch): number =>
    (of[launch.target] ?? 0) * jitter(launch);

describe('tiers', () => {
  it('part targets only where everybody above beats everybody below', () => {
    const table = tableOf(heights({ a: 100, b: 100.2, c: 50, d: 25 }));
    expect(tiersByName(table)).toEqual({ a: 1, b: 1, c: 2, d: 3 });
    expect(table.standings.at(-1)).toMatchObject({
      target: 'd',
      bestRank: 4,
      worstRank: 4,
      beatenBy: 3,
      beats: 0,
    });
  });

  it('do not part a chain whose neighbours cannot be told apart', () => {
    const table = tableOf(heights({ a: 103, b: 101.5, c: 100, d: 98.5 }));
    expect(tiersByName(table)).toEqual({ a: 1, b: 1, c: 1, d: 1 });
    expect(table.standings[0]).toMatchObject({ target: 'a', beats: expect.any(Number) });
    expect(table.standings[0]?.beats).toBeGreaterThan(0);
  });

  it('go by what is better, whichever direction that is', () => {
    const cpu = suiteLike({ metrics: suiteLike().metrics.slice(1, 2) });
    const table = tableOf(heights({ a: 25, b: 50, c: 100, d: 200 }), { suite: cpu });
    expect(table.standings.map(({ target }) => target)).toEqual(['d', 'c', 'b', 'a']);
    expect(tiersByName(table)).toEqual({ d: 1, c: 2, b: 3, a: 4 });
  });

  it('say how many blocks it takes when so few allow nobody to be told apart', () => {
    const table = tableOf(heights({ a: 100, b: 50, c: 25, d: 12 }), { blocks: 6 });
    expect(tiersByName(table)).toEqual({ a: 1, b: 1, c: 1, d: 1 });
    expect(table).toMatchObject({ blocks: 6, blocksNeeded: 8 });
    const enough = tableOf(heights({ a: 100, b: 50, c: 25, d: 12 }), { blocks: 8 });
    expect(tiersByName(enough)).toEqual({ a: 1, b: 2, c: 3, d: 4 });
    expect(tableOf(heights({ a: 100, b: 50 }), { blocks: 6, targets: ['a', 'b'] }).blocksNeeded).toBe(6);
  });

  it('rank nobody below six launches', () => {
    const { standings } = tableOf(heights({ a: 100, b: 50, c: 25, d: 12 }), { blocks: 1 });
    for (const standing of standings) {
      expect(standing).toMatchObject({ tier: null, bestRank: null, n: 1, validity: ['too-few-launches'] });
    }
  });

  it('show targets that failed, last and with the reason', () => {
    const { standings } = tableOf((launch) => (launch.target === 'b' ? failedLaunch(launch) : 100));
    expect(standings.at(-1)).toMatchObject({
      target: 'b',
      tier: null,
      median: null,
      reason: 'b: some launches failed',
      validity: ['errors'],
    });
  });

  it('have none where no block has everybody', () => {
    const { run, launches } = recorded({ suite, targets: ['a', 'b'], blocks: 12 }, (launch) =>
      (launch.target === 'a') === launch.block <= 6 ? 100 : null,
    );
    const [table] = tiersOf(run, launches, quietFloor);
    expect(table?.standings.map(({ n, tier, reason }) => [n, tier, reason])).toEqual([
      [6, null, 'no block has all of the ranked ones'],
      [6, null, 'no block has all of the ranked ones'],
    ]);
  });

  it('put a target into a lower tier only than targets that have beaten it', () => {
    const height = fc.double({ min: 90, max: 130, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(height, height, height, height), ([a, b, c, d]) => {
        const { standings } = tableOf(heights({ a, b, c, d }), { blocks: 8 });
        for (const { tier, beatenBy } of standings) {
          expect(beatenBy).toBeGreaterThanOrEqual(
            standings.filter((other) => (other.tier ?? 9) < (tier ?? 0)).length,
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it('never rank a cell with a mark', () => {
    const mark = fc.constantFrom<ValidityCode | null>(
      null,
      'disturbed',
      'not-steady',
      'oversubscribed',
      'starved',
    );
    fc.assert(
      fc.property(fc.tuple(mark, mark, mark, mark), (marks) => {
        const { standings } = tableOf((launch) => {
          const code = marks[four.indexOf(launch.target)] ?? null;
          return measuredLaunch({
            ...launch,
            throughput: 100 * jitter(launch),
            validity: code === null ? [] : [code],
          });
        });
        expect(standings).toHaveLength(4);
        for (const { target, tier, reason, validity, median, lo } of standings) {
          const isMarked = marks[four.indexOf(target)] !== null;
          expect(tier === null).toBe(isMarked);
          expect(reason !== '').toBe(isMarked);
          expect(validity.length > 0).toBe(isMarked);
          expect(median).toBeGreaterThan(0);
          expect(lo).toBeGreaterThan(0);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('a plateau', () => {
  const crowd = ['a', 'b', 'c', 'd', 'e', 'f'];
  /** Six targets at one height, the first ones written in another language. */
  function plateauOf(others: number, valueOf = (launch: PlannedLaunch) => 100 + 0.1 * jitter(launch)) {
    const { run, launches } = recorded({ suite, targets: crowd }, valueOf);
    const targets = run.targets.map((target, index) =>
      index < others ? { ...target, runtime: 'go' } : target,
    );
    return tiersOf({ ...run, targets }, launches, quietFloor)[0]?.plateau;
  }

  it('of more than five targets of different runtimes is a warning', () => {
    expect(plateauOf(2)).toEqual({ targets: crowd, runtimes: ['go', 'node'], within: 0.01 });
  });

  it('is none among targets of one runtime, or where one of six is elsewhere', () => {
    expect(plateauOf(0)).toBeNull();
    expect(plateauOf(2, (launch) => (launch.target === 'c' ? 97 : 100))).toBeNull();
  });
});
