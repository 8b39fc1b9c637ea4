import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, it } from 'vitest';
import { autocorrelation } from './autocorrelation.js';
import { autoregressive } from './test/noise.js';

it('is that of the noise, whatever its mean (5,000 values, three standard errors of 1 / sqrt n)', () => {
  const random = xoroshiro128plus(2);
  for (const rho of [-0.5, 0, 0.5, 0.9]) {
    const series = autoregressive(random, 5_000, rho).map((value) => 100 + value);
    expect(Math.abs(autocorrelation(series) - rho)).toBeLessThan(0.043);
  }
});

it('is written out for three values: products of neighbours over squares', () => {
  expect(autocorrelation([1, 2, 6])).toBeCloseTo((-2 * -1 + -1 * 3) / (4 + 1 + 9), 12);
});

it('is 0 where nothing varies', () => {
  expect(autocorrelation([5, 5, 5])).toBe(0);
});
