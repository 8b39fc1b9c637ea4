import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { mannWhitney } from './mann-whitney.js';
import { normal } from './test/noise.js';
import { rankSumDistribution, shiftInterval, unpairedRatio } from './unpaired.js';

/** Every way to choose which of m + n ranks are of the first sample, by its U. */
function enumerated(m: number, n: number): number[] {
  const counts = Array.from({ length: m * n + 1 }, () => 0);
  let ways = 0;
  for (let mask = 0; mask < 2 ** (m + n); mask++) {
    const chosen = Array.from({ length: m + n }, (_, rank) => rank).filter((rank) => (mask >> rank) & 1);
    if (chosen.length !== m) continue;
    const u = chosen.reduce((sum, rank) => sum + rank, 0) - (m * (m - 1)) / 2;
    counts[u] = (counts[u] ?? 0) + 1;
    ways++;
  }
  return counts.map((count) => count / ways);
}

describe('the distribution of U', () => {
  it.each([
    [1, 1],
    [3, 4],
    [5, 2],
    [6, 6],
  ])('of %i and %i values is that of all ways to deal out the ranks', (m, n) => {
    const expected = enumerated(m, n);
    expect(rankSumDistribution(m, n)).toHaveLength(expected.length);
    rankSumDistribution(m, n).forEach((probability, u) =>
      expect(probability).toBeCloseTo(expected[u] ?? 0, 14),
    );
  });
});

describe('the interval of a shift', () => {
  it('holds no shift exactly when the test of Mann and Whitney does not reject it', () => {
    const sample = fc.uniqueArray(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 12, maxLength: 20 });
    fc.assert(
      fc.property(sample, (values) => {
        const [a, b] = [values.slice(0, 6), values.slice(6)];
        const interval = shiftInterval(a, b);
        const holds = (interval?.lo ?? 1) <= 0 && (interval?.hi ?? -1) >= 0;
        expect(holds).toBe(mannWhitney(a, b).p > 0.05);
      }),
    );
  });

  it('covers the true shift at least as often as it says', () => {
    const random = xoroshiro128plus(5);
    const sampleOf = (centre: number, size: number) =>
      Array.from({ length: size }, () => centre + normal(random));
    const trials = 1_000;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const interval = shiftInterval(sampleOf(3, 8), sampleOf(1, 6));
      if ((interval?.lo ?? 9) <= 2 && (interval?.hi ?? 0) >= 2) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.935);
  });
});

describe('the ratio of two samples', () => {
  it('is that of their scales, and its interval holds it', () => {
    const a = [10, 11, 12, 13, 14, 15, 16];
    const { n, ratio, lo, hi, p } = unpairedRatio(
      a,
      a.map((value) => value / 2),
    );
    expect(n).toBe(7);
    expect(ratio).toBeCloseTo(2, 12);
    expect(lo).toBeGreaterThan(1);
    expect(hi).toBeLessThan(3.2);
    expect(p).toBeLessThan(0.001);
  });

  it('has no interval when one sample has fewer than 6 values', () => {
    expect(unpairedRatio([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7])).toMatchObject({ n: 5, lo: null, hi: null });
  });

  it('does not exist for values of zero or less, or for none', () => {
    const nothing = { ratio: null, lo: null, hi: null, p: null };
    expect(unpairedRatio([0, 1], [1, 2])).toEqual({ n: 2, ...nothing });
    expect(unpairedRatio([], [1])).toEqual({ n: 0, ...nothing });
  });

  it('is 1 without any doubt where nothing varies', () => {
    const same = [4, 4, 4, 4, 4, 4];
    expect(unpairedRatio(same, same)).toEqual({ n: 6, ratio: 1, lo: 1, hi: 1, p: 1 });
  });
});
