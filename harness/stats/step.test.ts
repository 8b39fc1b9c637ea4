import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slicesOf } from './slices.js';
import { findStep, stepProbability } from './step.js';

const slicesAt = (rates: readonly number[]) =>
  slicesOf(rates.map((rate, index): [number, number] => [index + 1, rate]));

/** How far apart two sides are, by counting in how many pairs the later one is greater (Mann and Whitney). */
function naiveStatistic(rates: readonly number[], before: number): number {
  const [first, second] = [rates.slice(0, before), rates.slice(before)];
  let wins = 0;
  for (const a of first) for (const b of second) wins += b > a ? 1 : b === a ? 0.5 : 0;
  const [m, n] = [first.length, second.length];
  return Math.abs(wins - (m * n) / 2) / Math.sqrt((m * n * (m + n + 1)) / 12);
}

describe('the most likely step', () => {
  it('is the split with the greatest Mann-Whitney statistic', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 4, maxLength: 15 }), (rates) => {
        const splits = Array.from({ length: rates.length - 3 }, (_, index) => index + 2);
        const greatest = Math.max(...splits.map((before) => naiveStatistic(rates, before)));
        const { statistic, before } = findStep(slicesAt(rates));
        expect(statistic).toBeCloseTo(greatest, 9);
        expect(naiveStatistic(rates, before)).toBeCloseTo(greatest, 9);
      }),
      { seed: 1 },
    );
  });

  it('changes the median by a share', () => {
    expect(findStep(slicesAt([10, 10, 10, 10, 8, 8, 8]))).toMatchObject({
      before: 4,
      change: expect.closeTo(-0.2),
    });
    expect(findStep(slicesAt([0, 0, 0, 5, 5, 5])).change).toBe(Infinity);
    expect(findStep(slicesAt([0, 0, 0, 0])).change).toBe(0);
  });
});

describe('the probability of a step', () => {
  it('comes near what writing out every order gives', () => {
    const rates = [1, 2, 3, 4, 5, 6, 7];
    const orders = rates.reduce<number[][]>(
      (partial) =>
        partial.flatMap((order) =>
          rates.filter((rate) => !order.includes(rate)).map((rate) => [...order, rate]),
        ),
      [[]],
    );
    const statistic = findStep(slicesAt([2, 1, 3, 6, 7, 4, 5])).statistic;
    const exact =
      orders.filter((order) => findStep(slicesAt(order)).statistic >= statistic - 1e-9).length /
      orders.length;
    expect(orders).toHaveLength(5_040);
    expect(Math.abs(stepProbability(slicesAt(rates), statistic) - exact)).toBeLessThan(0.03);
  });

  it('does not depend on the order the slices are in, but for the orders drawn', () => {
    const statistic = findStep(slicesAt([1, 2, 3, 4, 5, 16, 17, 18, 19, 20])).statistic;
    expect(stepProbability(slicesAt([1, 2, 3, 4, 5, 16, 17, 18, 19, 20]), statistic)).toBeLessThan(0.02);
    expect(stepProbability(slicesAt([1, 20, 2, 19, 3, 18, 4, 17, 5, 16]), statistic)).toBeLessThan(0.02);
    expect(stepProbability(slicesAt([1, 1, 1, 1, 1, 1]), 0)).toBe(1);
  });
});
