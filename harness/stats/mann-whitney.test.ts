import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import scipy from './golden/scipy_vectors.json' with { type: 'json' };
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { mannWhitney } from './mann-whitney.js';

const sample = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 });

/** In how many pairs the first is greater, ties half. */
function wins(a: readonly number[], b: readonly number[]): number {
  return a.flatMap((left) => b.map((right) => (Math.sign(left - right) + 1) / 2)).reduce((x, y) => x + y, 0);
}

/** Every way to choose `size` of the values, as the chosen and the others. */
function deals(values: readonly number[], size: number): [number[], number[]][] {
  const ways = Array.from({ length: 2 ** values.length }, (_, way) => way);
  return ways
    .map((way): [number[], number[]] => [
      values.filter((_value, place) => (way >>> place) & 1),
      values.filter((_value, place) => !((way >>> place) & 1)),
    ])
    .filter(([chosen]) => chosen.length === size);
}

describe('the exact test', () => {
  it('agrees with SciPy', () => {
    const { u, p, method } = mannWhitney(golden.A, golden.B);
    expect(method).toBe('exact');
    expect(u).toBe(golden.mwu_exact.statistic);
    expect(p / golden.mwu_exact.pvalue).toBeCloseTo(1, 12);
  });

  it('is what dealing out the values in every way gives, ties or not', () => {
    fc.assert(
      fc.property(sample, sample, (a, b) => {
        const us = deals([...a, ...b], a.length).map(([chosen, others]) => wins(chosen, others));
        const observed = wins(a, b);
        const atMost = us.filter((u) => u <= observed).length / us.length;
        const atLeast = us.filter((u) => u >= observed).length / us.length;
        const test = mannWhitney(a, b);
        expect(test.u).toBe(observed);
        expect(test.p).toBeCloseTo(Math.min(1, 2 * Math.min(atMost, atLeast)), 12);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('still holds at 50 values a side, where the number of ways has thirty digits', () => {
    const a = Array.from({ length: 50 }, (_, index) => 2 * index);
    const b = a.map((value) => value + 1);
    const { p, method } = mannWhitney(a, b);
    expect(method).toBe('exact');
    expect(p).toBeGreaterThan(0.8);
    expect(p).toBeLessThanOrEqual(1);
  });
});

describe('the normal approximation', () => {
  it('agrees with SciPy, with ties and more than 50 values', () => {
    const { a, b, statistic, pvalue } = scipy.mwu_asym_ties;
    const { u, p, method } = mannWhitney(a, b);
    expect(method).toBe('normal');
    expect(u).toBe(statistic);
    expect(p / pvalue).toBeCloseTo(1, 12);
  });

  it('finds no difference where nothing varies', () => {
    const same = Array.from({ length: 60 }, () => 7);
    expect(mannWhitney(same, same)).toEqual({ u: 1_800, p: 1, method: 'normal' });
  });
});

it('is no test of no values', () => {
  expect(() => mannWhitney([1], [])).toThrow(RangeError);
});
