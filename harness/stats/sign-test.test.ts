import { describe, expect, it } from 'vitest';
import { signTest } from './sign-test.js';

describe('the sign test', () => {
  // Two-sided values of scipy.stats.binomtest(k, n).
  it.each([
    [0, 6, 0.03125],
    [3, 7, 0.34375],
    [5, 5, 1],
    [2, 18, 0.00040245056152343745],
    [40, 60, 0.05688793364098085],
  ])('of %i against %i has p = %d', (one, other, p) => {
    expect(signTest(one, other)).toBeCloseTo(p, 12);
    expect(signTest(other, one)).toBeCloseTo(p, 12);
  });

  it('has none where there is nothing to count', () => {
    expect(signTest(0, 0)).toBeNull();
  });

  it('holds for more tosses than 2^-n is a number for', () => {
    expect(signTest(1_000, 1_000)).toBe(1);
    expect(signTest(900, 1_100)).toBeLessThan(1e-5);
  });
});
