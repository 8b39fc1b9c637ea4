import { describe, expect, it } from 'vitest';
import { waysToSum } from './rank-sums.js';

/** Every way to choose which of m + n ranks are of the first sample, by its U. */
function enumerated(m: number, n: number): number[] {
  const counts = Array.from({ length: m * n + 1 }, () => 0);
  for (let mask = 0; mask < 2 ** (m + n); mask++) {
    const chosen = Array.from({ length: m + n }, (_, rank) => rank).filter((rank) => (mask >> rank) & 1);
    if (chosen.length !== m) continue;
    const u = chosen.reduce((sum, rank) => sum + rank, 0) - (m * (m - 1)) / 2;
    counts[u] = (counts[u] ?? 0) + 1;
  }
  return counts;
}

describe('the ways to deal out ranks', () => {
  it.each([
    [1, 1],
    [3, 4],
    [5, 2],
    [6, 6],
  ])('to %i and %i values are as many for each sum as an enumeration finds', (m, n) => {
    const ranks = Array.from({ length: m + n }, (_none, index) => index + 1);
    const least = (m * (m + 1)) / 2;
    expect([...waysToSum(ranks, m)]).toEqual([
      ...Array.from({ length: least }, () => 0),
      ...enumerated(m, n),
    ]);
  });

  it('count ties by their own ranks', () => {
    expect([...waysToSum([2, 2, 3], 2)]).toEqual([0, 0, 0, 0, 1, 2]);
  });
});
