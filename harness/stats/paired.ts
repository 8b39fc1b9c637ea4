/** The comparison of two targets that ran side by side in the same blocks. */
import { signFlipTest } from './sign-flip.js';
import { hodgesLehmann, signedRankInterval } from './wilcoxon.js';

/** The two values of one block. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

/** a over b. Numbers that do not exist are null. */
export interface PairedRatio {
  /** Number of pairs. */
  readonly n: number;
  /** Hodges-Lehmann estimate of a / b; null without a pair. */
  readonly ratio: number | null;
  /** Exact Wilcoxon interval of the ratio, 95 % or more; null below 6 pairs. */
  readonly lo: number | null;
  readonly hi: number | null;
  /** Two-sided sign-flip test of "the ratio is 1"; null without a pair. Its least value is 2 / 2^n. */
  readonly p: number | null;
}

/**
 * Compares by the differences of logarithms within the blocks, so that what a block has in common (the heat of the
 * machine, its neighbours) cancels out, and so that a / b and b / a tell the same story: see `hodgesLehmann`,
 * `signedRankInterval`, `signFlipTest`. Where a value is zero or less there is no ratio, and everything is null.
 */
export function pairedRatio(pairs: readonly Pair[]): PairedRatio {
  const n = pairs.length;
  const comparable = pairs.every(({ a, b }) => a > 0 && b > 0);
  if (n === 0 || !comparable) return { n, ratio: null, lo: null, hi: null, p: null };
  const differences = pairs.map(({ a, b }) => Math.log(a) - Math.log(b));
  const interval = signedRankInterval(differences);
  return {
    n,
    ratio: Math.exp(hodgesLehmann(differences)),
    lo: interval === null ? null : Math.exp(interval.lo),
    hi: interval === null ? null : Math.exp(interval.hi),
    p: signFlipTest(differences).p,
  };
}
