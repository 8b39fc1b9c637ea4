/**
 * Wilcoxon's signed ranks: the Hodges-Lehmann estimate of a centre or a shift, its exact interval, and the exact test.
 * Hodges and Lehmann, "Estimates of Location Based on Rank Tests" (Annals of Mathematical Statistics 34(2), 1963);
 * Hollander, Wolfe and Chicken, "Nonparametric Statistical Methods" (3rd edition, 2014), sections 3.1 to 3.3 and 4.2.
 */
import type { Interval } from './intervals.js';
import { median, quantileOfSorted } from './quantiles.js';
import { midRanks } from './ranks.js';

/** The means of all pairs of values, each value with itself among them, ascending: n (n + 1) / 2 of them. */
function walshAverages(values: readonly number[]): Float64Array {
  const averages = new Float64Array((values.length * (values.length + 1)) / 2);
  let next = 0;
  values.forEach((value, index) => {
    for (const other of values.slice(index)) averages[next++] = (value + other) / 2;
  });
  return averages.sort();
}

/**
 * The pseudo-median of one sample: the median of its Walsh averages.
 * @throws RangeError when there is no value
 */
export function hodgesLehmann(values: readonly number[]): number {
  return quantileOfSorted(walshAverages(values), 0.5);
}

/**
 * The pseudo-median of one resample after another of the same values: their averages are sorted once, and not each time.
 * @returns the `hodgesLehmann` of a resample that has each value so often as `times` says, by its place; NaN of an empty one
 */
export function hodgesLehmannOfResamples(values: readonly number[]): (times: ArrayLike<number>) => number {
  const averages = values
    .flatMap((value, a) =>
      values.slice(a).map((other, more) => ({ a, b: a + more, mean: (value + other) / 2 })),
    )
    .sort((one, other) => one.mean - other.mean);
  // As columns, for this is walked through thousands of times.
  const means = Float64Array.from(averages, ({ mean }) => mean);
  const first = Uint32Array.from(averages, ({ a }) => a);
  const second = Uint32Array.from(averages, ({ b }) => b);
  return (times) => {
    let count = 0;
    for (let place = 0; place < values.length; place++) count += times[place] ?? 0;
    const middle = ((count * (count + 1)) / 2 - 1) / 2;
    const [low, high] = [Math.floor(middle), Math.ceil(middle)];
    let below: number | undefined;
    let passed = 0;
    for (let index = 0; index < means.length; index++) {
      const [a, b, mean] = [first[index] ?? 0, second[index] ?? 0, means[index] ?? 0];
      const often = times[a] ?? 0;
      // With itself, a value that is there k times makes k (k + 1) / 2 averages.
      passed += a === b ? (often * (often + 1)) / 2 : often * (times[b] ?? 0);
      if (passed > low) below ??= mean;
      if (below !== undefined && passed > high) return below + (mean - below) * (middle % 1);
    }
    return Number.NaN;
  };
}

/**
 * How far `a` lies above `b`, as two samples that are not paired: the median of all differences a - b.
 * @throws RangeError when a sample has no value
 */
export function hodgesLehmannShift(a: readonly number[], b: readonly number[]): number {
  return median(a.flatMap((left) => b.map((right) => left - right)));
}

/**
 * The distribution of the sum of those of some weights that a fair coin chooses, one toss a weight.
 * @param weights positive whole numbers
 * @returns probability of each sum, from 0 to the sum of all weights
 */
function chosenSumDistribution(weights: readonly number[]): Float64Array {
  const largest = weights.reduce((sum, weight) => sum + weight, 0);
  const probability = new Float64Array(largest + 1);
  probability[0] = 1;
  let reached = 0;
  for (const weight of weights) {
    reached += weight;
    for (let sum = reached; sum >= 0; sum--) {
      const without = probability[sum] ?? 0;
      const withIt = sum >= weight ? (probability[sum - weight] ?? 0) : 0;
      probability[sum] = (without + withIt) / 2;
    }
  }
  return probability;
}

/**
 * The exact distribution of the signed-rank statistic W+ of `n` values without ties, when they are symmetric about 0.
 * Takes n^3 steps.
 * @returns probability of each value of W+, from 0 to n (n + 1) / 2
 */
export function signedRankDistribution(n: number): Float64Array {
  return chosenSumDistribution(Array.from({ length: n }, (_, index) => index + 1));
}

/**
 * The exact interval of the pseudo-median: the k-th least and the k-th greatest Walsh average, where k is the greatest
 * with 1 - 2 P(W+ <= k - 1) of at least the confidence asked for. Assumes a distribution symmetric about its centre.
 * @param confidence probability, 0 to 1
 * @returns the interval and its k; null when there are too few values: at 95 %, fewer than 6
 */
export function signedRankInterval(
  values: readonly number[],
  confidence = 0.95,
): (Interval & { readonly k: number }) | null {
  const distribution = signedRankDistribution(values.length);
  let k = 0;
  let covered = 1;
  for (let tail = 0; 2 * k < distribution.length; k++) {
    tail += distribution[k] ?? 0;
    if (1 - 2 * tail < confidence) break;
    covered = 1 - 2 * tail;
  }
  if (k === 0) return null;
  const averages = walshAverages(values);
  const lo = averages[k - 1];
  const hi = averages[averages.length - k];
  return lo === undefined || hi === undefined ? null : { lo, hi, confidence: covered, k };
}

/** What Wilcoxon's signed-rank test says. */
export interface SignedRankTest {
  /** Values that are not zero: zeros are left out, as Wilcoxon did. */
  readonly n: number;
  /** Sum of the ranks of the values above zero. */
  readonly wPlus: number;
  /** Two-sided, exact; 1 when no value is left. */
  readonly p: number;
}

/**
 * Wilcoxon's signed-rank test of "the values are symmetric about 0", exact: with tied values, the distribution is the
 * one of the ranks that these very values have (each the mean of the ranks that its ties share).
 */
export function signedRankTest(values: readonly number[]): SignedRankTest {
  const kept = values.filter((value) => value !== 0);
  // Twice the ranks, so as to be whole.
  const doubled = midRanks(kept.map(Math.abs)).map((rank) => 2 * rank);
  const sum = doubled.reduce((above, rank, index) => above + ((kept[index] ?? 0) > 0 ? rank : 0), 0);
  const distribution = chosenSumDistribution(doubled);
  const atMost = total(distribution.subarray(0, sum + 1));
  const atLeast = total(distribution.subarray(sum));
  return { n: kept.length, wPlus: sum / 2, p: Math.min(1, 2 * Math.min(atMost, atLeast)) };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
