import { describe, expect, it } from 'vitest';
import type { Bound, Comparison } from '../model/bench.js';
import type { LaunchRecord } from '../model/launch.js';
import { throughput as throughputOf } from '../model/metric.js';
import { measuredLaunch, targetLike, unsupportedLaunch } from '../model/test/records.js';
import { type Contestants, rowOf, treatmentsOf } from './compare-targets.js';

const house: Contestants = {
  targets: [targetLike({ name: 'ours' }), targetLike({ name: 'rival' })],
  unavailable: [],
};
const throughput = throughputOf('items');
const one = { pairs: 1, capacity: 1 };
const many = { pairs: 64, capacity: 1 };

const comparison: Comparison = {
  what: 'ours at one pair',
  suite: 'producer-consumer',
  point: one,
  metric: 'throughput',
  target: 'ours',
  rival: 'rival',
  reach: 2,
};
const { rival: _, reach: __, ...claimed } = comparison;
const bound: Bound = { ...claimed, bound: 1000 };

/** Eight passes of a side; `value` gives the throughput of each. */
function passes(target: string, point: typeof one, value: (pass: number) => number): LaunchRecord[] {
  return Array.from({ length: 8 }, (_none, index) =>
    measuredLaunch({ target, point, block: index + 1, throughput: value(index + 1) }),
  );
}

describe('a comparison', () => {
  it('puts both sides at its point, once', () => {
    expect(treatmentsOf([comparison, { ...comparison, what: 'again' }], house)).toEqual([
      { suite: 'producer-consumer', point: one, targets: ['ours', 'rival'] },
    ]);
  });

  it('puts the rival at its own point when it has one', () => {
    expect(treatmentsOf([{ ...comparison, rivalPoint: many }], house)).toEqual([
      { suite: 'producer-consumer', point: one, targets: ['ours'] },
      { suite: 'producer-consumer', point: many, targets: ['rival'] },
    ]);
  });

  it('is paired pass by pass, so that what all launches of a pass have in common cancels out', () => {
    const launches = [
      ...passes('ours', one, (pass) => 3000 * pass),
      ...passes('rival', one, (pass) => 1000 * pass),
    ];
    const row = rowOf(comparison, launches, house, throughput);
    expect(row).toMatchObject({ rival: 'rival', met: true, note: '8 blocks' });
    for (const value of [row.ratio, row.lo, row.hi]) expect(value).toBeCloseTo(3, 6);
  });

  it('is paired across two points in the same way, and says where the rival was', () => {
    const claim = { ...comparison, rival: 'ours', rivalPoint: many };
    const launches = [
      ...passes('ours', one, (pass) => 1500 * pass),
      ...passes('ours', many, (pass) => 1000 * pass),
    ];
    const row = rowOf(claim, launches, house, throughput);
    expect(row).toMatchObject({ rival: 'itself at pairs=64', met: false });
    expect(row.ratio).toBeCloseTo(1.5, 6);
  });

  it('is turned round where less is better', () => {
    const launches = [...passes('ours', one, () => 100), ...passes('rival', one, () => 400)];
    const lower = { ...throughput, better: 'lower' } as const;
    expect(rowOf(comparison, launches, house, lower).ratio).toBeCloseTo(4, 6);
  });

  it('has no ratio, but says why, when one side cannot do it', () => {
    const launches = [
      ...passes('ours', one, () => 100),
      unsupportedLaunch({ target: 'rival', point: one, reason: 'no more threads' }),
    ];
    const row = rowOf(comparison, launches, house, throughput);
    expect(row).toMatchObject({ ratio: null, met: null, note: 'rival: no more threads' });
  });

  it.each([
    [
      { ...house, unavailable: [{ target: 'rival', suite: null, reason: 'r', remedy: 'install it' }] },
      'install it',
    ],
    [{ targets: [targetLike({ name: 'ours' })], unavailable: [] }, 'no target of this name'],
    [
      {
        targets: [
          targetLike({ name: 'ours' }),
          targetLike({ name: 'rival', suites: { 'producer-consumer': { unsupported: 'too slow' } } }),
        ],
        unavailable: [],
      },
      'too slow',
    ],
  ])('is not planned, but has a row, when its rival is not there (%#)', (contestants, words) => {
    expect(treatmentsOf([comparison], contestants)).toEqual([]);
    expect(rowOf(comparison, [], contestants, throughput)).toMatchObject({
      ratio: null,
      note: expect.stringContaining(`rival is missing: `),
    });
    expect(rowOf(comparison, [], contestants, throughput).note).toContain(words);
  });

  it('leaves out what was not verified', () => {
    const launches = [
      ...passes('ours', one, () => 100),
      measuredLaunch({ target: 'rival', point: one, block: 1, validity: ['verification-failed'] }),
    ];
    expect(rowOf(comparison, launches, house, throughput).ratio).toBeNull();
  });

  it('says in its note how many launches were at the ceiling of the load generator', () => {
    const launches = ['ours', 'rival'].flatMap((target) =>
      passes(target, one, () => 100).map((launch) => ({
        ...launch,
        validity: target === 'ours' ? (['generator-bound'] as const).slice() : [],
      })),
    );
    expect(rowOf(comparison, launches, house, throughput).note).toBe('8 blocks, generator-bound 8/16');
  });
});

describe('a bound', () => {
  it('needs one side only', () => {
    expect(treatmentsOf([bound], house)).toEqual([
      { suite: 'producer-consumer', point: one, targets: ['ours'] },
    ]);
  });

  it.each([
    ['lower', 800, 1.25, true],
    ['lower', 1250, 0.8, false],
    ['higher', 1250, 1.25, true],
  ] as const)(
    'is kept when %s is better and %d was measured with a ratio of %d',
    (better, value, ratio, met) => {
      const row = rowOf(
        bound,
        passes('ours', one, () => value),
        house,
        { ...throughput, better, unit: 'bytes' },
      );
      expect(row).toMatchObject({ rival: 'a bound of 1000 bytes', reach: 1, met, note: '8 blocks' });
      for (const said of [row.ratio, row.lo, row.hi]) expect(said).toBeCloseTo(ratio, 6);
    },
  );
});
