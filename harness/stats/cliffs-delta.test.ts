import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cliffsDelta } from './cliffs-delta.js';
import golden from './golden/stats_vectors.json' with { type: 'json' };

const sample = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 });

it('agrees with the golden vectors', () => {
  expect(cliffsDelta(golden.B, golden.A)).toBeCloseTo(golden.cliffs_delta_B_vs_A, 12);
});

it('is what comparing every pair gives', () => {
  fc.assert(
    fc.property(sample, sample, (a, b) => {
      const signs = a.flatMap((left) => b.map((right) => Math.sign(left - right)));
      const mean = signs.reduce((sum, sign) => sum + sign, 0) / signs.length;
      expect(cliffsDelta(a, b)).toBeCloseTo(mean, 12);
      expect(cliffsDelta(b, a)).toBeCloseTo(-mean, 12);
    }),
    { seed: 1 },
  );
});

it('is 1 where every value of the first is greater', () => {
  expect(cliffsDelta([3, 4], [1, 2])).toBe(1);
});

it('is no number of no values', () => {
  expect(() => cliffsDelta([], [1])).toThrow(RangeError);
});
