/**
 * The straight trend of a short series without any assumption on its noise: the median of the slopes between all pairs.
 * Theil, "A rank-invariant method of linear and polynomial regression analysis" (1950); Sen, "Estimates of the Regression
 * Coefficient Based on Kendall's Tau" (Journal of the American Statistical Association 63, 1968).
 */
import { ascending, quantileOfSorted } from './quantiles.js';

/** A trend; numbers that too short a series does not give are null. */
export interface MonotoneTrend {
  /** Change of y for a change of x by 1. */
  readonly slope: number;
  /** Exact interval, of at least the confidence asked for; null below 5 places at 95 %. */
  readonly lo: number | null;
  readonly hi: number | null;
  /** Two-sided p value of Kendall's test of "no trend", exact where no two y are equal. */
  readonly p: number;
}

/**
 * The interval runs between the k-th least and the k-th greatest slope, k - 1 being the most inversions that are together
 * still too improbable: Hollander, Wolfe and Chicken, "Nonparametric Statistical Methods" (3rd edition, 2014), section 9.3.
 * @param points at different x
 * @returns null when there are fewer than two of them
 */
export function theilSen(
  points: readonly { readonly x: number; readonly y: number }[],
  confidence = 0.95,
): MonotoneTrend | null {
  const slopes = points.flatMap((left, index) =>
    points.slice(index + 1).map((right) => (right.y - left.y) / (right.x - left.x)),
  );
  if (slopes.length === 0) return null;
  const sorted = ascending(slopes);
  const probabilities = inversionDistribution(points.length);
  const tail = (most: number): number =>
    probabilities.slice(0, most + 1).reduce((sum, probability) => sum + probability, 0);
  let k = 0;
  while (2 * (k + 1) <= sorted.length && 1 - 2 * tail(k) >= confidence) k++;
  const falling = sorted.filter((slope) => slope < 0).length;
  const rising = sorted.filter((slope) => slope > 0).length;
  return {
    slope: quantileOfSorted(sorted, 0.5),
    lo: k === 0 ? null : (sorted[k - 1] ?? null),
    hi: k === 0 ? null : (sorted[sorted.length - k] ?? null),
    p: Math.min(1, 2 * tail(Math.min(falling, rising) + (sorted.length - falling - rising))),
  };
}

/** Probability of each number of inversions of a random order of `n`. Kendall, "Rank Correlation Methods" (1948), chapter 5. */
function inversionDistribution(n: number): number[] {
  let probabilities = [1];
  for (let size = 2; size <= n; size++) {
    const longer = Array.from({ length: probabilities.length + size - 1 }, () => 0);
    probabilities.forEach((probability, inversions) => {
      for (let more = 0; more < size; more++) {
        longer[inversions + more] = (longer[inversions + more] ?? 0) + probability / size;
      }
    });
    probabilities = longer;
  }
  return probabilities;
}
