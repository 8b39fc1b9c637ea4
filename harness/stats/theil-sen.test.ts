import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { normal } from './test/noise.js';
import { theilSen } from './theil-sen.js';

function series(values: readonly number[]) {
  return values.map((y, x) => ({ x, y }));
}

describe('the trend of Theil and Sen', () => {
  it('is the slope of a straight line, without any doubt', () => {
    expect(theilSen(series([1, 3, 5, 7, 9]))).toEqual({ slope: 2, lo: 2, hi: 2, p: 2 / 120 });
  });

  it('does not follow an outlier', () => {
    expect(theilSen(series([0, 1, 2, 3, 400, 5, 6]))?.slope).toBe(1);
  });

  it('has no interval below 5 places, and is nothing below 2', () => {
    expect(theilSen(series([1, 2, 3, 4]))).toMatchObject({ slope: 1, lo: null, hi: null });
    expect(theilSen(series([1]))).toBeNull();
  });

  it('is none where nothing varies', () => {
    expect(theilSen(series([3, 3, 3, 3, 3, 3]))).toEqual({ slope: 0, lo: 0, hi: 0, p: 1 });
  });

  it("has Kendall's exact p value: the share of all orders with so few inversions", () => {
    // One inversion of 5 values: 1 + 4 orders of 120 have at most one, on each side.
    expect(theilSen(series([1, 2, 3, 5, 4]))?.p).toBeCloseTo(10 / 120, 12);
  });

  it('turns with the series', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 5, maxLength: 12 }),
        (values) => {
          const [up, down] = [theilSen(series(values)), theilSen(series(values.map((value) => -value)))];
          expect(down?.slope).toBeCloseTo(-(up?.slope ?? 0), 9);
          expect(down?.lo).toBeCloseTo(-(up?.hi ?? 0), 9);
          expect(down?.p).toBeCloseTo(up?.p ?? 0, 12);
        },
      ),
    );
  });

  it('covers the true slope at least as often as it says', () => {
    const random = xoroshiro128plus(3);
    const trials = 1_000;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const trend = theilSen(series(Array.from({ length: 8 }, (_, x) => 0.5 * x + normal(random))));
      if ((trend?.lo ?? 1) <= 0.5 && (trend?.hi ?? 0) >= 0.5) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.935);
  });
});
