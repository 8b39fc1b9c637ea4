import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { medianInterval, medianRanks } from './intervals.js';
import { normal } from './test/noise.js';

/** The share of the 2^n ways to fall below or above the median that the ranks cover, by counting them. */
function coverageByEnumeration(n: number, lo: number): number {
  let covered = 0;
  for (let way = 0; way < 2 ** n; way++) {
    const below = way.toString(2).replaceAll('0', '').length;
    if (below >= lo && below <= n - lo) covered++;
  }
  return covered / 2 ** n;
}

describe('the interval of the median', () => {
  it('has the ranks and the confidence of the golden vectors', () => {
    for (const [n, expected] of Object.entries(golden.order_stat_median_ci95)) {
      const ranks = medianRanks(Number(n), 0.95);
      if (expected === null) {
        expect(ranks).toBeNull();
        continue;
      }
      expect(ranks).toMatchObject({ lo: expected.k_lo, hi: expected.k_hi });
      expect(ranks?.confidence).toBeCloseTo(expected.conf, 12);
    }
  });

  it('is made of order statistics of the values', () => {
    const { lo, hi } = golden.order_stat_mean_A;
    expect(medianInterval(golden.A)).toMatchObject({ lo, hi });
  });

  it('is null below 6 values', () => {
    for (let n = 0; n < 6; n++) expect(medianInterval(golden.A.slice(0, n))).toBeNull();
    expect(medianInterval(golden.A.slice(0, 6))).not.toBeNull();
  });

  it('covers what counting every case says, and is the narrowest that does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0.5, max: 0.999, noNaN: true }),
        (n, confidence) => {
          const ranks = medianRanks(n, confidence);
          const narrower = (ranks?.lo ?? 0) + 1;
          if (2 * narrower <= n) expect(coverageByEnumeration(n, narrower)).toBeLessThan(confidence + 1e-12);
          if (ranks === null) return;
          expect(ranks.hi).toBe(n + 1 - ranks.lo);
          expect(ranks.confidence).toBeCloseTo(coverageByEnumeration(n, ranks.lo), 12);
          expect(ranks.confidence).toBeGreaterThanOrEqual(confidence);
        },
      ),
      { seed: 1 },
    );
  });

  it('stays exact where 2^-n is no number any more', () => {
    const n = 10_000;
    const ranks = medianRanks(n, 0.95);
    // The normal approximation of the binomial: half of n, less 1.96 halves of its square root.
    expect(ranks?.lo).toBeCloseTo(n / 2 - 1.96 * (Math.sqrt(n) / 2), -1);
    expect(ranks?.confidence).toBeGreaterThanOrEqual(0.95);
    expect(ranks?.confidence).toBeLessThan(0.952);
  });

  it('covers the median of skewed noise as often as it says (97.9 % at n = 10; 2,000 samples, within 1 %)', () => {
    const random = xoroshiro128plus(5);
    const samples = Array.from({ length: 2_000 }, () =>
      medianInterval(Array.from({ length: 10 }, () => Math.exp(0.5 * normal(random)))),
    );
    const covered = samples.filter((interval) => interval !== null && interval.lo <= 1 && interval.hi >= 1);
    expect(Math.abs(covered.length / 2_000 - 0.9785)).toBeLessThan(0.01);
  });
});
