import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { greatestSplit } from './energy.js';

const series = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 6, maxLength: 16 });

function meanDistance(pairs: readonly (readonly [number, number])[]): number {
  return pairs.reduce((sum, [a, b]) => sum + Math.abs(a - b), 0) / pairs.length;
}

function pairsWithin(values: readonly number[]): [number, number][] {
  return values.flatMap((a, place) => values.slice(place + 1).map((b): [number, number] => [a, b]));
}

/** The statistic as it is defined, every distance written out. */
function energy(left: readonly number[], right: readonly number[]): number {
  const between = meanDistance(left.flatMap((a) => right.map((b): [number, number] => [a, b])));
  const apart = 2 * between - meanDistance(pairsWithin(left)) - meanDistance(pairsWithin(right));
  return (apart * left.length * right.length) / (left.length + right.length);
}

describe('the greatest split', () => {
  it('is the one that writing out every split up to every end gives', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 2, max: 3 }), (values, shortest) => {
        const splits = values.flatMap((_, before) =>
          values.flatMap((_value, last) => {
            const [left, right] = [values.slice(0, before), values.slice(before, last + 1)];
            return left.length < shortest || right.length < shortest
              ? []
              : [{ before, statistic: energy(left, right) }];
          }),
        );
        const greatest = Math.max(0, ...splits.map(({ statistic }) => statistic));
        const split = greatestSplit(values, shortest);
        expect(split?.statistic).toBeCloseTo(greatest, 9);
        if (greatest < 1e-9) return;
        const atSplit = splits.filter(({ before }) => before === split?.before);
        expect(Math.max(...atSplit.map(({ statistic }) => statistic))).toBeCloseTo(greatest, 9);
      }),
      { seed: 1 },
    );
  });

  it('finds a level that comes and goes', () => {
    const level = (value: number) => [value, value + 1, value - 1, value];
    const values = [...level(10), ...level(10), ...level(30), ...level(10), ...level(10)];
    expect([8, 12]).toContain(greatestSplit(values, 3)?.before);
  });

  it('does not exist where the series is too short', () => {
    expect(greatestSplit([1, 2, 3, 4, 5], 3)).toBeNull();
  });
});
