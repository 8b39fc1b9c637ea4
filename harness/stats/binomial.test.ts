import { describe, expect, it } from 'vitest';
import { binomialInterval } from './binomial.js';

describe('the exact interval of a share', () => {
  it('is that of Clopper and Pearson: the tables', () => {
    // R: binom.test(2, 20), binom.test(10, 100), and 1 - 0.025^(1/n) without a success.
    expect(binomialInterval(2, 20).lo).toBeCloseTo(0.0123485, 6);
    expect(binomialInterval(2, 20).hi).toBeCloseTo(0.3169827, 6);
    expect(binomialInterval(10, 100).lo).toBeCloseTo(0.0490047, 6);
    expect(binomialInterval(10, 100).hi).toBeCloseTo(0.1762226, 6);
    expect(binomialInterval(0, 2000)).toMatchObject({ lo: 0 });
    expect(binomialInterval(0, 2000).hi).toBeCloseTo(1 - 0.025 ** (1 / 2000), 9);
  });

  it('mirrors when successes and failures change places', () => {
    const { lo, hi } = binomialInterval(1730, 2000);
    const mirrored = binomialInterval(270, 2000);
    expect(lo).toBeCloseTo(1 - mirrored.hi, 9);
    expect(hi).toBeCloseTo(1 - mirrored.lo, 9);
    expect(binomialInterval(5, 5)).toMatchObject({ hi: 1 });
  });

  it('of no trials does not exist', () => {
    expect(() => binomialInterval(0, 0)).toThrow(RangeError);
  });
});
