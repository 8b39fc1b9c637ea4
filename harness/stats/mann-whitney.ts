/**
 * The rank-sum test of two samples that are not paired. Mann and Whitney, "On a Test of Whether one of Two Random Variables is
 * Stochastically Larger than the Other" (Annals of Mathematical Statistics 18(1), 1947).
 */
import { normalBeyond } from './normal-distribution.js';
import { waysToSum } from './rank-sums.js';
import { midRanks } from './ranks.js';

/** With more values than this in one of the samples, the normal approximation is used. */
const mostForExact = 50;

/** What the test says. */
export interface MannWhitneyTest {
  /** In how many pairs the value of `a` is greater than that of `b`, ties half. */
  readonly u: number;
  /** Two-sided. */
  readonly p: number;
  readonly method: 'exact' | 'normal';
}

/**
 * Tests "values of `a` and of `b` come from one distribution". Exact while no sample has more than 50 values: the
 * distribution is that of the ranks that these very values have, ties among them, over all ways to deal them out; p is
 * twice the lesser tail. Two samples of 50 take some tens of milliseconds. Beyond that the normal approximation, with
 * corrections for ties and for continuity: Hollander, Wolfe and Chicken, "Nonparametric Statistical Methods" (3rd edition,
 * 2014), section 4.1.
 * @throws RangeError when a sample has no value
 */
export function mannWhitney(a: readonly number[], b: readonly number[]): MannWhitneyTest {
  if (a.length === 0 || b.length === 0) throw new RangeError('there is no test of no values');
  const ranks = midRanks([...a, ...b]);
  const u = add(ranks.slice(0, a.length)) - (a.length * (a.length + 1)) / 2;
  if (Math.max(a.length, b.length) <= mostForExact) {
    const own = a.length <= b.length ? ranks.slice(0, a.length) : ranks.slice(a.length);
    return { u, p: exactProbability(ranks, own), method: 'exact' };
  }
  return { u, p: normalProbability(ranks, a.length, b.length, u), method: 'normal' };
}

/** Twice the lesser of the shares of all choices of as many ranks whose sum is at most, or at least, that of `own`. */
function exactProbability(ranks: readonly number[], own: readonly number[]): number {
  const scale = ranks.every(Number.isInteger) ? 1 : 2;
  const ways = waysToSum(
    ranks.map((rank) => scale * rank),
    own.length,
  );
  const sum = scale * add(own);
  const tail = Math.min(add(ways.subarray(0, sum + 1)), add(ways.subarray(sum)));
  return Math.min(1, (2 * tail) / add(ways));
}

function normalProbability(ranks: readonly number[], m: number, n: number, u: number): number {
  const total = m + n;
  const middle = (total + 1) / 2;
  // The variance of the ranks themselves; ties lessen it just as the usual correction does.
  const spread = add(ranks.map((rank) => (rank - middle) ** 2)) / (total * (total - 1));
  if (spread === 0) return 1;
  const apart = Math.abs(u - (m * n) / 2) - 0.5;
  return Math.min(1, 2 * normalBeyond(apart / Math.sqrt(m * n * spread)));
}

function add(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return sum;
}
