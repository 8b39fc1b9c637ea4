import { describe, expect, it } from 'vitest';
import { ninesAxis, ninesOf, ninesWords } from './nines-axis.js';

describe('the axis of quantiles', () => {
  it('has the median, and each nine as far from the next', () => {
    const { min, max, ticks, words } = ninesAxis('t', [0, 0.5, 0.9, 0.99, 0.999, 1]);
    expect([min, max]).toEqual([0, 3]);
    expect(ticks.map((tick) => words?.(tick))).toEqual(['0 %', '50 %', '90 %', '99 %', '99.9 %']);
    expect(ticks[3]).toBeCloseTo(2, 9);
  });

  it('ends at the highest quantile, or at the nine just above it, and at 90 % at least', () => {
    expect(ninesAxis('t', [0.9998]).max).toBe(4);
    expect(ninesAxis('t', [0.995]).max).toBe(ninesOf(0.995));
    expect(ninesAxis('t', []).max).toBeCloseTo(1, 9);
    expect(ninesAxis('t', [1]).max).toBeCloseTo(1, 9);
  });

  it('has a tick within its limits for every nine, whatever the highest quantile', () => {
    for (const highest of [0.9, 0.95, 0.99, 0.995, 0.9999, 0.99999]) {
      const { max, ticks } = ninesAxis('t', [highest]);
      expect(max).toBeGreaterThanOrEqual(ninesOf(highest));
      expect(ticks.at(-1)).toBeLessThanOrEqual(max);
      expect(max - (ticks.at(-1) ?? 0)).toBeLessThan(1);
    }
  });

  it('writes any quantile with the digits it needs', () => {
    const written = [0.25, 0.75, 0.95, 0.995, 0.9999].map((quantile) => ninesWords(ninesOf(quantile)));
    expect(written).toEqual(['25 %', '75 %', '95 %', '99.5 %', '99.99 %']);
  });
});
