/** Cliff's delta, an effect size. */
import { midRanks } from './ranks.js';

/**
 * The probability that a value of `a` is greater than one of `b`, less that of the reverse: -1 to 1, 0 when neither tends to
 * be greater. Cliff, "Dominance Statistics: Ordinal Analyses to Answer Ordinal Questions" (Psychological Bulletin 114(3),
 * 1993). By Romano and others (2006) it is small from 0.147, medium from 0.33 and large from 0.474 on.
 * @throws RangeError when a sample has no value
 */
export function cliffsDelta(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) throw new RangeError('there is no effect size of no values');
  const rankSum = midRanks([...a, ...b])
    .slice(0, a.length)
    .reduce((sum, rank) => sum + rank, 0);
  const wins = rankSum - (a.length * (a.length + 1)) / 2;
  return (2 * wins) / (a.length * b.length) - 1;
}
