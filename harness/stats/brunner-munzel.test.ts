import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { brunnerMunzel } from './brunner-munzel.js';
import { cliffsDelta } from './cliffs-delta.js';
import scipy from './golden/scipy_vectors.json' with { type: 'json' };
import { mannWhitney } from './mann-whitney.js';
import { normal } from './test/noise.js';

describe("Brunner and Munzel's test", () => {
  it.each(scipy.brunner_munzel)('agrees with SciPy', ({ a, b, statistic, df, pvalue }) => {
    const test = brunnerMunzel(a, b);
    expect(test.statistic / statistic).toBeCloseTo(1, 12);
    expect((test.df ?? Number.NaN) / df).toBeCloseTo(1, 12);
    expect(test.p / pvalue).toBeCloseTo(1, 12);
  });

  it('has the sign of the effect, and turns with the sides', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const test = brunnerMunzel(a, b);
        const turned = brunnerMunzel(b, a);
        const effect = cliffsDelta(a, b);
        if (Math.abs(effect) > 1e-12) expect(Math.sign(test.statistic)).toBe(Math.sign(effect));
        else expect(test.statistic).toBeCloseTo(0, 9);
        expect(turned.p).toBeCloseTo(test.p, 9);
        expect(test.p).toBeGreaterThan(0);
        expect(test.p).toBeLessThanOrEqual(1);
      }),
      { seed: 1 },
    );
  });

  it('falls back on Mann and Whitney where its own variance is 0', () => {
    const [a, b] = [
      [4, 5, 6],
      [1, 2, 3],
    ];
    expect(brunnerMunzel(a, b)).toEqual({ statistic: Infinity, df: null, p: mannWhitney(a, b).p });
    expect(brunnerMunzel(b, a).statistic).toBe(-Infinity);
    expect(brunnerMunzel([7, 7], [7, 7])).toEqual({ statistic: 0, df: null, p: 1 });
  });

  it('keeps to 5 % where spreads and sizes differ, where Mann and Whitney do not (2,000 pairs, three standard errors)', () => {
    const random = xoroshiro128plus(4);
    const draw = (n: number, deviation: number) =>
      Array.from({ length: n }, () => deviation * normal(random));
    const pairs = Array.from({ length: 2_000 }, () => [draw(24, 1), draw(12, 4)] as const);
    const share = (test: typeof mannWhitney | typeof brunnerMunzel, among: typeof pairs) =>
      among.filter(([a, b]) => test(a, b).p < 0.05).length / among.length;
    expect(Math.abs(share(brunnerMunzel, pairs) - 0.05)).toBeLessThan(0.015);
    expect(share(mannWhitney, pairs.slice(0, 500))).toBeGreaterThan(0.075);
  });

  it('needs two values on each side', () => {
    expect(() => brunnerMunzel([1], [1, 2])).toThrow(RangeError);
  });
});
