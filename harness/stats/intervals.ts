/** The exact interval of a median, free of any assumption on the distribution. */
import { ascending } from './quantiles.js';

/** An interval and the probability that it covers what it is the interval of. */
export interface Interval {
  readonly lo: number;
  readonly hi: number;
  /** What the interval really has: as discrete as ranks are, at least what was asked for. */
  readonly confidence: number;
}

/**
 * Ranks, counted from 1, of the order statistics between which the median of the population lies with at least the
 * confidence asked for; null when even the least and the greatest value are too near each other for that (at 95 %: fewer
 * than 6 values). The number of values below the median is binomial(n, 1/2), so the ranks k and n + 1 - k cover it with
 * probability 1 - 2 P(X <= k - 1): David and Nagaraja, "Order Statistics" (3rd edition, 2003), section 7.1.
 * @param n number of values
 */
export function medianRanks(n: number, confidence: number): Interval | null {
  let found: Interval | null = null;
  // In logarithms, for 2^-n is no number any more from n = 1075 on.
  let logProbability = -n * Math.LN2;
  let tail = 0;
  for (let rank = 1; 2 * rank <= n; rank++) {
    tail += Math.exp(logProbability);
    const covered = 1 - 2 * tail;
    if (covered < confidence) break;
    found = { lo: rank, hi: n + 1 - rank, confidence: covered };
    logProbability += Math.log((n + 1 - rank) / rank);
  }
  return found;
}

/**
 * The exact order-statistic interval of the median: the narrowest pair of symmetric order statistics with at least the
 * confidence asked for, in the unit of the values. Source: see `medianRanks`.
 * @param confidence probability, 0 to 1
 * @returns null when there are too few values for it: at 95 %, fewer than 6
 */
export function medianInterval(values: readonly number[], confidence = 0.95): Interval | null {
  const ranks = medianRanks(values.length, confidence);
  if (ranks === null) return null;
  const sorted = ascending(values);
  const lo = sorted[ranks.lo - 1];
  const hi = sorted[ranks.hi - 1];
  return lo === undefined || hi === undefined ? null : { lo, hi, confidence: ranks.confidence };
}
