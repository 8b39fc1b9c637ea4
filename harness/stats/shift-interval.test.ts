import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { mannWhitney } from './mann-whitney.js';
import { shiftInterval } from './shift-interval.js';
import { normal } from './test/noise.js';

const range = (length: number): number[] => Array.from({ length }, (_none, index) => index);

/** P(U <= k - 1) by asking every way to choose the places of the smaller sample. */
function tailByEnumeration(m: number, n: number, k: number): number {
  let [within, all] = [0, 0];
  const choose = (from: number, chosen: readonly number[]): void => {
    if (chosen.length === m) {
      all++;
      const u = chosen.reduce((sum, place, index) => sum + place - index, 0);
      if (u <= k - 1) within++;
      return;
    }
    for (let place = from; place < m + n; place++) choose(place + 1, [...chosen, place]);
  };
  choose(0, []);
  return within / all;
}

describe('the interval of a shift', () => {
  it.each([
    [3, 4],
    [3, 3],
    [2, 7],
    [1, 30],
  ])('does not exist for %d and %d values', (m, n) => {
    expect(shiftInterval(range(m), range(n))).toBeNull();
    expect(shiftInterval(range(n), range(m))).toBeNull();
  });

  it.each([
    [4, 4],
    [3, 5],
    [2, 8],
    [5, 7],
    [6, 6],
  ])(
    'of %d and %d values has the confidence that enumeration gives, and no narrower one has enough',
    (m, n) => {
      // Differences 100 i - j are all distinct, and in a known order.
      const interval = shiftInterval(
        range(m).map((value) => 100 * value),
        range(n),
      );
      const differences = range(m)
        .flatMap((value) => range(n).map((other) => 100 * value - other))
        .sort((a, b) => a - b);
      const k = differences.indexOf(interval?.lo ?? Number.NaN) + 1;
      expect(differences[differences.length - k]).toBe(interval?.hi);
      expect(interval?.confidence).toBeCloseTo(1 - 2 * tailByEnumeration(m, n, k), 12);
      expect(1 - 2 * tailByEnumeration(m, n, k + 1)).toBeLessThan(0.95);
    },
  );

  it('holds no shift exactly when the test of Mann and Whitney does not reject it', () => {
    const sample = fc.uniqueArray(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 12, maxLength: 20 });
    fc.assert(
      fc.property(sample, (values) => {
        const [a, b] = [values.slice(0, 6), values.slice(6)];
        const interval = shiftInterval(a, b);
        const holds = (interval?.lo ?? 1) <= 0 && (interval?.hi ?? -1) >= 0;
        expect(holds).toBe(mannWhitney(a, b).p > 0.05);
      }),
    );
  });

  it.each([
    [6, 8],
    [5, 9],
    [20, 20],
    [20, 60],
  ])('of %d and %d normal values holds the true shift about 95 times of 100', (m, n) => {
    const random = xoroshiro128plus(3);
    const draw = (count: number, centre: number) => range(count).map(() => centre + normal(random));
    const trials = 1_500;
    let held = 0;
    for (let trial = 0; trial < trials; trial++) {
      const interval = shiftInterval(draw(m, 1), draw(n, 0));
      if (interval !== null && interval.lo <= 1 && interval.hi >= 1) held++;
    }
    expect(held / trials).toBeGreaterThan(0.94);
    expect(held / trials).toBeLessThan(0.98);
  });
});
