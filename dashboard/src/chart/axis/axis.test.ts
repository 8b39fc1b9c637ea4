import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorAxis, valueAxis } from './axis.js';

const values = fc.array(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 40 });
const scale = fc.constantFrom('linear' as const, 'log' as const);

describe('the axis of measured values', () => {
  it('shows every value, and has ascending ticks within its limits', () => {
    fc.assert(
      fc.property(values, scale, (shown, kind) => {
        const axis = valueAxis('t', kind, shown);
        expect(axis.min).toBeLessThanOrEqual(Math.min(...shown));
        expect(axis.max).toBeGreaterThanOrEqual(Math.max(...shown));
        expect(axis.min).toBeLessThan(axis.max);
        expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
        expect(axis.ticks.length).toBeLessThanOrEqual(21);
        expect([...axis.ticks].sort((a, b) => a - b)).toEqual(axis.ticks);
        for (const tick of axis.ticks) {
          expect(tick).toBeGreaterThanOrEqual(axis.min - 1e-9 * Math.abs(axis.min));
          expect(tick).toBeLessThanOrEqual(axis.max * (1 + 1e-9));
        }
      }),
    );
  });

  it('starts at zero when it is linear, and ends at a 1, 2 or 5 when it is logarithmic', () => {
    expect(valueAxis('t', 'linear', [3, 98])).toMatchObject({
      min: 0,
      max: 100,
      ticks: [0, 20, 40, 60, 80, 100],
    });
    expect(valueAxis('t', 'log', [610, 12_400_000])).toMatchObject({
      min: 500,
      max: 20_000_000,
      ticks: [1e3, 1e4, 1e5, 1e6, 1e7],
    });
    expect(valueAxis('t', 'log', [30, 700]).ticks).toEqual([20, 50, 100, 200, 500, 1000]);
  });

  it('takes no notice of what a logarithm cannot show, and stands when nothing is left', () => {
    expect(valueAxis('t', 'log', [0, -3, 10, 40])).toMatchObject({ min: 10, max: 50 });
    expect(valueAxis('t', 'log', [0])).toMatchObject({ min: 1, max: 10 });
    expect(valueAxis('t', 'linear', [0])).toMatchObject({ min: 0, max: 0.2 });
    expect(valueAxis('t', 'linear', [-5, 5])).toMatchObject({ min: -6, max: 6 });
  });
});

describe('the axis of a factor', () => {
  it('puts its ticks on powers of two, the last one among them where that is possible', () => {
    const powers = Array.from({ length: 16 }, (_, exponent) => 2 ** exponent);
    expect(factorAxis('t', 'log', powers).ticks).toEqual([1, 8, 64, 512, 4096, 32_768]);
    expect(factorAxis('t', 'log', [1, 8]).ticks).toEqual([1, 2, 4, 8]);
    expect(factorAxis('t', 'log', [16]).ticks).toEqual([16]);
  });

  it('uses decades for other values, and leaves room at both ends', () => {
    const axis = factorAxis('t', 'log', [1, 3, 1000]);
    expect(axis.ticks).toEqual([1, 10, 100, 1000]);
    expect(axis.min).toBeLessThan(1);
    expect(axis.max).toBeGreaterThan(1000);
    expect(factorAxis('t', 'linear', [0, 100])).toMatchObject({
      min: -4,
      max: 104,
      ticks: [0, 20, 40, 60, 80, 100],
    });
  });
});
