/** The single most likely step in a measured window. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { median } from './quantiles.js';
import { midRanks } from './ranks.js';
import { meanRate, residual, type Slice } from './slices.js';

/** Each side of a step has at least this many slices. */
const shortestSide = 2;
const mostOrders = 9_999;
/** With this many orders at least as extreme, p is known well enough, and far above any significance. */
const enoughAsGreat = 200;

export interface Step {
  /** Number of slices before the step. */
  readonly before: number;
  /** Median after the step over the median before it, less 1: -0.1 is a fall of 10 %; Infinity after a median of 0. */
  readonly change: number;
  /** How far the ranks of the two sides lie apart, in standard deviations. */
  readonly statistic: number;
  readonly residuals: readonly number[];
}

/**
 * The split whose two sides differ most by their ranks: the greatest standardised rank sum over all splits. Pettitt, "A
 * Non-parametric Approach to the Change-point Problem" (Applied Statistics 28(2), 1979), with the standardisation of
 * Lausen and Schumacher, "Maximally Selected Rank Statistics" (Biometrics 48, 1992), without which a step near an end of
 * a short series is not found.
 * @param slices four or more
 */
export function findStep(slices: readonly Slice[]): Step {
  const { before, statistic } = greatestRankSum(midRanks(slices.map(({ rate }) => rate)));
  const sides = [slices.slice(0, before), slices.slice(before)];
  const [first = 0, second = 0] = sides.map((side) => median(side.map(({ rate }) => rate)));
  const residuals = sides.flatMap((side) => {
    const mean = meanRate(side);
    return side.map((slice) => residual(slice, mean));
  });
  return { before, change: first === second ? 0 : second / first - 1, statistic, residuals };
}

/**
 * How often slices in random order show a step with at least this statistic: a permutation test with up to 9,999 orders,
 * always the same ones, that stops early when p is large (Besag and Clifford, "Sequential Monte Carlo p-values",
 * Biometrika 78, 1991). Pettitt's own approximation cannot fall below 0.01 with 15 slices or fewer.
 */
export function stepProbability(slices: readonly Slice[], statistic: number): number {
  const random = xoroshiro128plus(1);
  const ranks = midRanks(slices.map(({ rate }) => rate));
  let asGreat = 0;
  for (let order = 1; order <= mostOrders; order++) {
    for (let last = ranks.length - 1; last > 0; last--) {
      const chosen = uniformInt(random, 0, last);
      const kept = ranks[last] ?? 0;
      ranks[last] = ranks[chosen] ?? 0;
      ranks[chosen] = kept;
    }
    if (greatestRankSum(ranks).statistic >= statistic - 1e-9) asGreat++;
    if (asGreat === enoughAsGreat) return asGreat / order;
  }
  return (asGreat + 1) / (mostOrders + 1);
}

function greatestRankSum(ranks: readonly number[]): { before: number; statistic: number } {
  const n = ranks.length;
  let greatest = { before: shortestSide, statistic: 0 };
  let sum = 0;
  for (let before = 1; before <= n - shortestSide; before++) {
    sum += ranks[before - 1] ?? 0;
    if (before < shortestSide) continue;
    // Under no step the rank sum has the mean before (n + 1) / 2 and, without ties, the variance below.
    const variance = (before * (n - before) * (n + 1)) / 12;
    const statistic = Math.abs(sum - (before * (n + 1)) / 2) / Math.sqrt(variance);
    if (statistic > greatest.statistic) greatest = { before, statistic };
  }
  return greatest;
}
