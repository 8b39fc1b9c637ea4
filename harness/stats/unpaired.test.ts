import { describe, expect, it } from 'vitest';
import { unpairedRatio } from './unpaired.js';

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
