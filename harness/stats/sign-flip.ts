/** The sign-flip permutation test of a mean: Fisher, "The Design of Experiments" (1935), section 21. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** From this many values on, their signs are no longer flipped in every way, but at random. */
const mostForExact = 20;
const randomFlips = 99_999;

/** What the test says. */
export interface SignFlipTest {
  readonly mean: number;
  /** Two-sided. */
  readonly p: number;
  /** Whether every way to flip the signs was looked at, or random ones. */
  readonly method: 'exact' | 'monte-carlo';
  /** Ways that were looked at, the observed one among them. */
  readonly flips: number;
}

/**
 * Tests "the values are symmetric about 0": the share of all ways to flip their signs whose mean is at least as far from
 * 0 as the observed one. Exact up to 20 values. For more, 99,999 random ways and the observed one: (b + 1) / (m + 1),
 * Phipson and Smyth, "Permutation P-values Should Never Be Zero" (2010).
 * @param seed of the random ways
 * @throws RangeError when there is no value
 */
export function signFlipTest(values: readonly number[], seed = 1): SignFlipTest {
  if (values.length === 0) throw new RangeError('there is no test of no values');
  const sum = values.reduce((total, value) => total + value, 0);
  // Sums that are equal but for rounding count as equal.
  const rounding = 1e-12 * values.reduce((total, value) => total + Math.abs(value), 0);
  const reach = Math.abs(sum) - rounding;
  const exact = values.length <= mostForExact;
  const flips = exact ? 2 ** values.length : randomFlips + 1;
  const asFar = exact ? countAllAsFar(values, reach) : 1 + countRandomAsFar(values, reach, seed);
  return {
    mean: sum / values.length,
    p: asFar / flips,
    method: exact ? 'exact' : 'monte-carlo',
    flips,
  };
}

/** How many of all ways to flip the signs give a sum at least as far from 0 as `reach`. */
function countAllAsFar(values: readonly number[], reach: number): number {
  // Large ones first: then most sums are decided long before the last sign.
  const sizes = values.map(Math.abs).sort((a, b) => b - a);
  const left = [...sizes, 0];
  for (let from = sizes.length - 1; from >= 0; from--) left[from] = (left[from] ?? 0) + (left[from + 1] ?? 0);
  const count = (from: number, sum: number): number => {
    const rest = left[from] ?? 0;
    if (Math.abs(sum) - rest >= reach) return 2 ** (sizes.length - from);
    if (Math.abs(sum) + rest < reach) return 0;
    const size = sizes[from] ?? 0;
    return count(from + 1, sum + size) + count(from + 1, sum - size);
  };
  return count(0, 0);
}

/** The same of random ways. */
function countRandomAsFar(values: readonly number[], reach: number, seed: number): number {
  const random = xoroshiro128plus(seed);
  let count = 0;
  for (let flip = 0; flip < randomFlips; flip++) {
    let sum = 0;
    let signs = 0;
    values.forEach((value, index) => {
      signs = index % 30 === 0 ? uniformInt(random, 0, 2 ** 30 - 1) : signs >>> 1;
      sum += (signs & 1) === 1 ? value : -value;
    });
    if (Math.abs(sum) >= reach) count++;
  }
  return count;
}
