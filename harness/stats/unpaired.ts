/** The comparison of two samples that share no blocks, such as the launches of two runs. */
import { mannWhitney } from './mann-whitney.js';
import type { PairedRatio } from './paired.js';
import { shiftInterval } from './shift-interval.js';
import { hodgesLehmannShift } from './wilcoxon.js';

/** Values that each sample must have for an interval, as with pairs. */
const fewestForInterval = 6;

/**
 * a over b on logarithms, in the form of `pairedRatio`: the Hodges-Lehmann shift, its interval (`shiftInterval`), and the test
 * of Mann and Whitney, which says the same as the interval. `n` is the number of values of the smaller sample; below 6 there
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
