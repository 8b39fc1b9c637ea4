/**
 * The interval of the shift between two samples that are not paired: Hollander, Wolfe and Chicken, "Nonparametric
 * Statistical Methods" (3rd edition, 2014), section 4.3.
 */
import type { Interval } from './intervals.js';
import { ascending } from './quantiles.js';
import { waysToSum } from './rank-sums.js';

/** With more values than this in a sample, the rank is found by the normal approximation (their equation 4.34). */
const mostForExact = 50;
/** The 97.5 % quantile of the standard normal distribution. */
const normalQuantile = 1.959_963_984_540_054;

/**
 * How far `a` lies above `b`, between the k-th least and the k-th greatest of all differences a - b, k being the greatest
 * with 1 - 2 P(U <= k - 1) of at least 95 %, where U is the statistic of Mann and Whitney without ties. Assumes that the
 * two distributions differ by a shift only, and values that are independent. The estimate is `hodgesLehmannShift`.
 * @returns null when there are too few values for it: fewer than 4 and 4, 3 and 5, or 2 and 8
 */
export function shiftInterval(a: readonly number[], b: readonly number[]): Interval | null {
  const found = rankOf(Math.min(a.length, b.length), Math.max(a.length, b.length));
  if (found === null) return null;
  const differences = ascending(a.flatMap((left) => b.map((right) => left - right)));
  const lo = differences[found.k - 1];
  const hi = differences[differences.length - found.k];
  return lo === undefined || hi === undefined ? null : { lo, hi, confidence: found.confidence };
}

function rankOf(fewer: number, more: number): { k: number; confidence: number } | null {
  if (more > mostForExact) {
    const spread = Math.sqrt((fewer * more * (fewer + more + 1)) / 12);
    const k = Math.floor((fewer * more + 1) / 2 - normalQuantile * spread);
    return k < 1 ? null : { k, confidence: 0.95 };
  }
  const ways = waysOfU(fewer, more);
  const total = ways.reduce((sum, count) => sum + count, 0);
  let k = 0;
  let confidence = 1;
  for (let tail = 0; 2 * k < ways.length; k++) {
    tail += ways[k] ?? 0;
    if (1 - (2 * tail) / total < 0.95) break;
    confidence = 1 - (2 * tail) / total;
  }
  return k === 0 ? null : { k, confidence };
}

/** In how many ways the ranks 1 to m + n can be dealt out so that U is 0, 1, 2 and so on, if there are no ties. */
function waysOfU(m: number, n: number): Float64Array {
  const ranks = Array.from({ length: m + n }, (_none, index) => index + 1);
  return waysToSum(ranks, m).subarray((m * (m + 1)) / 2);
}
