import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slicesOf } from './slices.js';
import { fitTrend } from './trend.js';

const rates = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 12 });

it('is least squares where the slices are equally long', () => {
  fc.assert(
    fc.property(rates, (values) => {
      const n = values.length;
      const mean = values.reduce((sum, value) => sum + value, 0) / n;
      const times = values.map((_, index) => index - (n - 1) / 2);
      const sxx = times.reduce((sum, time) => sum + time ** 2, 0);
      const slope = values.reduce((sum, value, index) => sum + value * (times[index] ?? 0), 0) / sxx;
      const errors = values.map((value, index) => value - mean - slope * (times[index] ?? 0));
      const variance = errors.reduce((sum, error) => sum + error ** 2, 0) / (n - 2);
      const fitted = fitTrend(slicesOf(values.map((value, index) => [10 * (index + 1), 10 * value])));
      expect(fitted.change).toBeCloseTo((slope * n) / mean, 9);
      expect(fitted.standardError).toBeCloseTo((Math.sqrt(variance / sxx) * n) / mean, 9);
    }),
    { seed: 1 },
  );
});

it('goes through the middle of slices of any length, as a rate that rises evenly does', () => {
  // The rate at time t is t: 5, 25 and 45 in the middles of the slices.
  const { change, standardError, residuals } = fitTrend(
    slicesOf([
      [10, 10 * 5],
      [40, 30 * 25],
      [50, 10 * 45],
    ]),
  );
  expect(change).toBeCloseTo(50 / 25, 12);
  expect(standardError).toBeCloseTo(0, 9);
  for (const left of residuals) expect(left).toBeCloseTo(0, 9);
});
