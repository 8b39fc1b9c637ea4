import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { median, medianAbsoluteDeviation, quantile } from './quantiles.js';

const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });

describe('quantiles', () => {
  it('agree with NumPy', () => {
    for (const [p, expected] of Object.entries(golden.quantile_type7_B)) {
      expect(quantile(golden.B, Number(p))).toBeCloseTo(expected, 12);
    }
  });

  it('are the least and the greatest value at 0 and 1, and never fall as p rises', () => {
    fc.assert(
      fc.property(
        numbers,
        fc.float({ min: 0, max: 1, noNaN: true }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (values, p, q) => {
          expect(quantile(values, 0)).toBe(Math.min(...values));
          expect(quantile(values, 1)).toBe(Math.max(...values));
          const [low, high] = [quantile(values, Math.min(p, q)), quantile(values, Math.max(p, q))];
          expect(high).toBeGreaterThanOrEqual(low - 1e-9);
        },
      ),
      { seed: 1 },
    );
  });

  it('leave the values as they are', () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('refuse no values, and places outside of 0 and 1', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1, 2], 1.1)).toThrow(RangeError);
    expect(() => quantile([1, 2], Number.NaN)).toThrow(RangeError);
  });
});

describe('the median', () => {
  it('has as many values below as above', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
      }),
      { seed: 1 },
    );
  });
});

describe('the median absolute deviation', () => {
  it('agrees with SciPy', () => {
    expect(medianAbsoluteDeviation(golden.B)).toBeCloseTo(golden.mad_B.raw, 12);
  });
});
