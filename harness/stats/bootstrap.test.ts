import { describe, expect, it } from 'vitest';
import { type Samples, bootstrapInterval, bootstrapIntervalFrom } from './bootstrap.js';
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { median } from './quantiles.js';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const ratioOf =
  (centre: (values: readonly number[]) => number) =>
  ([a = [], b = []]: Samples) =>
    centre(b) / centre(a);

describe('the percentile bootstrap over given resamplings', () => {
  const { boot } = golden;
  const resamplings = boot.idxA.map((indices, index) => [indices, boot.idxB[index] ?? []]);

  it.each([
    ['means', mean, boot.ratio_of_means],
    ['medians', median, boot.ratio_of_medians],
  ])('agrees with the golden ratio of %s', (_name, centre, expected) => {
    const interval = bootstrapIntervalFrom([golden.A, golden.B], ratioOf(centre), resamplings);
    expect(interval).toMatchObject({ confidence: 0.95, resamples: boot.R });
    expect(interval.point).toBeCloseTo(expected.point, 12);
    expect(interval.lo).toBeCloseTo(expected.percentile95_type7[0] ?? Number.NaN, 12);
    expect(interval.hi).toBeCloseTo(expected.percentile95_type7[1] ?? Number.NaN, 12);
  });

  it('refuses a place that a sample does not have, and no resampling at all', () => {
    expect(() => bootstrapIntervalFrom([[1, 2]], ratioOf(mean), [[[0, 2]]])).toThrow('has none at 2');
    expect(() => bootstrapIntervalFrom([[1, 2]], ratioOf(mean), [])).toThrow(RangeError);
  });
});

describe('the seeded percentile bootstrap', () => {
  const samples = [golden.A, golden.B];

  it('gives the same interval for the same seed, and another for another', () => {
    const first = bootstrapInterval(samples, ratioOf(median), { resamples: 499, seed: 1 });
    expect(bootstrapInterval(samples, ratioOf(median), { resamples: 499, seed: 1 })).toEqual(first);
    expect(bootstrapInterval(samples, ratioOf(mean), { resamples: 499, seed: 2 })).not.toEqual(
      bootstrapInterval(samples, ratioOf(mean), { resamples: 499, seed: 1 }),
    );
  });

  it('comes near the golden interval, which other resamplings gave (within 1 %)', () => {
    const { lo, hi, resamples } = bootstrapInterval(samples, ratioOf(mean));
    const [expectedLo = 0, expectedHi = 0] = golden.boot.ratio_of_means.percentile95_type7;
    expect(resamples).toBe(9_999);
    expect(Math.abs(lo / expectedLo - 1)).toBeLessThan(0.01);
    expect(Math.abs(hi / expectedHi - 1)).toBeLessThan(0.01);
  });

  it('draws every place equally often, for each sample apart', () => {
    const drawn = [0, 0, 0, 0];
    bootstrapInterval([[0, 1, 2, 3]], ([values = []]) => {
      for (const value of values) drawn[value] = (drawn[value] ?? 0) + 1;
      return 0;
    });
    const draws = 4 * 10_000;
    for (const count of drawn) expect(Math.abs(count / draws - 0.25)).toBeLessThan(0.01);
  });

  it('widens with the confidence', () => {
    const narrow = bootstrapInterval(samples, ratioOf(mean), { confidence: 0.5, resamples: 999 });
    const wide = bootstrapInterval(samples, ratioOf(mean), { confidence: 0.99, resamples: 999 });
    expect(wide.lo).toBeLessThan(narrow.lo);
    expect(wide.hi).toBeGreaterThan(narrow.hi);
  });
});
