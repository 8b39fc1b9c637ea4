import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { signFlipTest } from './sign-flip.js';

/** The p value by writing out every way to flip the signs of whole numbers. */
function naiveP(values: readonly number[]): number {
  let ways: number[] = [0];
  for (const value of values) ways = ways.flatMap((sum) => [sum + value, sum - value]);
  const observed = Math.abs(values.reduce((sum, value) => sum + value, 0));
  return ways.filter((sum) => Math.abs(sum) >= observed).length / ways.length;
}

describe('the sign-flip test', () => {
  it('agrees with the golden vectors', () => {
    const { mean, ...test } = signFlipTest(golden.paired_log_ratios);
    expect(mean).toBeCloseTo(golden.signflip_exact_P.stat, 12);
    expect(test).toEqual({ p: golden.signflip_exact_P.pvalue, method: 'exact', flips: 1024 });
  });

  it('is what writing out every flip gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 10 }), (values) => {
        expect(signFlipTest(values).p).toBe(naiveP(values));
      }),
      { seed: 1 },
    );
  });

  it('counts sums that are equal but for rounding as equal', () => {
    // 0.1 + 0.2 is not 0.3: the three flips that give 0 differ by rounding, and so do their mirror images.
    expect(signFlipTest([0.1, 0.2, -0.3]).p).toBe(1);
    expect(signFlipTest([0.1, 0.2, 0.3, 0.3, 0.2, 0.1]).p).toBe(2 / 64);
  });

  it('can say no less than 2 / 2^n', () => {
    expect(signFlipTest([1, 1, 1, 1, 1]).p).toBe(2 / 32);
    expect(signFlipTest(Array.from({ length: 20 }, () => 1)).p).toBe(2 / 2 ** 20);
  });

  it('flips at random above 20 values, and says so; the same seed gives the same p', () => {
    // The exact p, by the distribution of 21 fair coins: 14 or more of either side.
    const values = [...Array.from({ length: 14 }, () => 1), ...Array.from({ length: 7 }, () => -1)];
    const test = signFlipTest(values, 3);
    expect(test).toMatchObject({ method: 'monte-carlo', flips: 100_000 });
    // Its standard error is 0.0012.
    expect(test.p).toBeGreaterThan(0.1892 - 0.005);
    expect(test.p).toBeLessThan(0.1892 + 0.005);
    expect(signFlipTest(values, 3)).toEqual(test);
    expect(signFlipTest(values, 4).p).not.toBe(test.p);
  });

  it('flips every sign of a long series independently', () => {
    const values = Array.from({ length: 64 }, (_, index) => (index < 62 ? 0 : 1));
    // Both of the last two must keep their sign, or both flip: one half.
    expect(Math.abs(signFlipTest(values).p - 0.5)).toBeLessThan(0.01);
  });

  it('refuses no values', () => {
    expect(() => signFlipTest([])).toThrow(RangeError);
  });
});
