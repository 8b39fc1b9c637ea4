import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAxis } from '../axis/axis.js';
import { acrossOf, labelled, placeOn } from './strip.js';

describe('a place on a strip', () => {
  it('is within the axis that was made for the values, in their order, on both scales', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom('linear' as const, 'log' as const),
        (values, scale) => {
          const axis = valueAxis('t', scale, values);
          const places = values.sort((a, b) => a - b).map((value) => placeOn(axis, value) ?? NaN);
          expect(places.every((place) => place >= -1e-9 && place <= 1 + 1e-9)).toBe(true);
          expect(places).toEqual([...places].sort((a, b) => a - b));
        },
      ),
    );
  });

  it('is none for zero on a logarithmic axis', () => {
    expect(placeOn(valueAxis('t', 'log', [1, 10]), 0)).toBeNull();
  });
});

describe('what stands around it', () => {
  it('has at most six numbers on the axis', () => {
    expect(labelled([1, 2, 5])).toEqual([1, 2, 5]);
    expect(labelled([1, 2, 5, 10, 20, 50, 100])).toEqual([1, 5, 20, 100]);
  });

  it('keeps the marks of neighbouring blocks apart', () => {
    for (let block = 1; block < 50; block++) {
      const distance = Math.abs(acrossOf(block) - acrossOf(block + 1));
      expect(distance).toBeGreaterThan(0.3);
      expect(acrossOf(block)).toBeLessThan(1);
    }
  });
});
