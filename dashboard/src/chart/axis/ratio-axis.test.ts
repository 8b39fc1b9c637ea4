import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratioAxis } from './ratio-axis.js';

const ratios = fc.array(fc.double({ min: 1e-4, max: 1e4, noNaN: true }), { maxLength: 20 });

describe('the axis of ratios', () => {
  it('shows every ratio and 1, with ascending ticks within its limits, 1 among them', () => {
    fc.assert(
      fc.property(ratios, (values) => {
        const { min, max, ticks } = ratioAxis('t', values);
        expect(min).toBeLessThan(Math.min(1, ...values));
        expect(max).toBeGreaterThan(Math.max(1, ...values));
        expect(ticks).toContain(1);
        expect(ticks.length).toBeLessThanOrEqual(11);
        expect([...ticks].sort((a, b) => a - b)).toEqual(ticks);
        expect(ticks[0]).toBeGreaterThanOrEqual(min);
        expect(ticks.at(-1)).toBeLessThanOrEqual(max);
      }),
    );
  });

  it('is the mirror image of itself where both sides are used alike', () => {
    const { min, max, ticks, words } = ratioAxis('t', [0.3, 4]);
    expect(min * max).toBeCloseTo(1, 9);
    expect(ticks.map((tick) => words?.(tick))).toEqual(['1/4 ×', '1/2 ×', '1 ×', '2 ×', '4 ×']);
    expect(ratioAxis('t', [1.2, 6]).min).toBeGreaterThan(0.9);
    expect(ratioAxis('t', [0.9, 60]).min).toBeGreaterThan(0.7);
  });

  it('has even steps about 1 where nothing is twice or half as much', () => {
    const { ticks, words } = ratioAxis('t', [0.93, 1.12]);
    expect(ticks).toEqual([0.9, 0.95, 1, 1.05, 1.1]);
    expect(ticks.map((tick) => words?.(tick))).toEqual(['0.9 ×', '0.95 ×', '1 ×', '1.05 ×', '1.1 ×']);
  });

  it('stands when there is nothing to show, and takes no notice of what a logarithm cannot show', () => {
    expect(ratioAxis('t', [])).toMatchObject({ scale: 'log', ticks: [0.99, 0.995, 1, 1.005, 1.01] });
    expect(ratioAxis('t', [0, -1, 2, Infinity])).toEqual(ratioAxis('t', [2]));
  });
});
