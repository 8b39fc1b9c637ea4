import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dipOfSorted, dipProbability } from './dip.js';
import scipy from './golden/scipy_vectors.json' with { type: 'json' };
import { ascending } from './quantiles.js';

const distinct = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 2, maxLength: 40 })
  .map((values) => ascending(values));

describe('the dip', () => {
  it.each(scipy.dip)(
    'is the least distance to a unimodal distribution, found by linear programming',
    (golden) => {
      expect(dipOfSorted(golden.values)).toBeCloseTo(golden.dip, 9);
    },
  );

  it('does not depend on unit, offset or direction', () => {
    fc.assert(
      fc.property(distinct, (values) => {
        const dip = dipOfSorted(values);
        expect(dipOfSorted(values.map((value) => 3 * value + 7))).toBeCloseTo(dip, 9);
        expect(dipOfSorted(ascending(values.map((value) => -value)))).toBeCloseTo(dip, 9);
      }),
      { seed: 1 },
    );
  });

  it('lies between half a step and a quarter', () => {
    fc.assert(
      fc.property(distinct, (values) => {
        expect(dipOfSorted(values)).toBeGreaterThanOrEqual(1 / (2 * values.length) - 1e-12);
        expect(dipOfSorted(values)).toBeLessThanOrEqual(0.25);
      }),
      { seed: 1 },
    );
    expect(dipOfSorted([1, 2, 3, 4, 5])).toBeCloseTo(0.1, 12);
    expect(dipOfSorted([4])).toBe(0.5);
  });
});

describe('the probability of a dip', () => {
  // The table qDiptab of Maechler's diptest for R, of a million uniform samples for each n.
  it.each([
    [10, 0.5, 0.09778],
    [10, 0.05, 0.13961],
    [10, 0.01, 0.15968],
    [20, 0.05, 0.10513],
    [50, 0.5, 0.04885],
    [50, 0.05, 0.07027],
    [100, 0.05, 0.05113],
    [100, 0.01, 0.05902],
  ])('agrees with the table of diptest: n = %s, p = %s (four standard errors)', (n, p, dip) => {
    // It stops at 1,999 samples or at 100 that are as great.
    const samples = Math.min(1_999, 100 / p);
    expect(Math.abs(dipProbability(n, dip) - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / samples));
  });
});
