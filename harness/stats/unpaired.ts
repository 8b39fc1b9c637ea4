/** The comparison of two samples that share no blocks, such as the launches of two runs. */
import type { Interval } from './intervals.js';
import { mannWhitney } from './mann-whitney.js';
import type { PairedRatio } from './paired.js';
import { ascending } from './quantiles.js';
import { hodgesLehmannShift } from './wilcoxon.js';

/** Values that each sample must have for an interval, as with pairs. */
const fewestForInterval = 6;

/**
 * The distribution of the statistic U of Mann and Whitney for samples of `m` and `n` values of one continuous distribution,
 * by their recurrence: the greatest of all values is either one of the first sample, and beats all `n`, or it is not.
 * Takes (m n)^2 steps.
 * @returns probability of each value of U, from 0 to m n
 */
export function rankSumDistribution(m: number, n: number): Float64Array {
  // row[j]: the distribution for i and j values, i growing from round to round.
  let row = Array.from({ length: n + 1 }, () => Float64Array.of(1));
  for (let i = 1; i <= m; i++) {
    const next = [Float64Array.of(1)];
    for (let j = 1; j <= n; j++) {
      const made = new Float64Array(i * j + 1);
      row[j]?.forEach((probability, u) => (made[u + j] = (made[u + j] ?? 0) + (probability * i) / (i + j)));
      next[j - 1]?.forEach((probability, u) => (made[u] = (made[u] ?? 0) + (probability * j) / (i + j)));
      next.push(made);
    }
    row = next;
  }
  return row[n] ?? Float64Array.of(1);
}

/**
 * The exact interval of the shift of `a` against `b`, the inversion of the test of Mann and Whitney: the k-th least and the
 * k-th greatest of all differences a - b, where k is the greatest with 1 - 2 P(U <= k - 1) of at least the confidence asked
 * for. Moses; in Hollander, Wolfe and Chicken, "Nonparametric Statistical Methods" (3rd edition, 2014), section 4.3.
 * @returns null when there are too few values for it
 */
export function shiftInterval(
  a: readonly number[],
  b: readonly number[],
  confidence = 0.95,
): Interval | null {
  const distribution = rankSumDistribution(a.length, b.length);
  let k = 0;
  let covered = 1;
  for (let tail = 0; 2 * k < distribution.length; k++) {
    tail += distribution[k] ?? 0;
    if (1 - 2 * tail < confidence) break;
    covered = 1 - 2 * tail;
  }
  if (k === 0) return null;
  const differences = ascending(a.flatMap((left) => b.map((right) => left - right)));
  const lo = differences[k - 1];
  const hi = differences[differences.length - k];
  return lo === undefined || hi === undefined ? null : { lo, hi, confidence: covered };
}

/**
 * a over b on logarithms, in the form of `pairedRatio`: the Hodges-Lehmann shift, its exact interval, and the exact test of
 * Mann and Whitney, which says the same as the interval. `n` is the number of values of the smaller sample; below 6 there
 * is no interval. Where a value is zero or less there is no ratio, and everything is null.
 */
export function unpairedRatio(a: readonly number[], b: readonly number[]): PairedRatio {
  const n = Math.min(a.length, b.length);
  const comparable = [...a, ...b].every((value) => value > 0);
  if (n === 0 || !comparable) return { n, ratio: null, lo: null, hi: null, p: null };
  const [ours, theirs] = [a.map(Math.log), b.map(Math.log)];
  const interval = n < fewestForInterval ? null : shiftInterval(ours, theirs);
  return {
    n,
    ratio: Math.exp(hodgesLehmannShift(ours, theirs)),
    lo: interval === null ? null : Math.exp(interval.lo),
    hi: interval === null ? null : Math.exp(interval.hi),
    p: mannWhitney(ours, theirs).p,
  };
}
