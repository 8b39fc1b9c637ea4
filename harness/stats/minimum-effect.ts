/** What a comparison could have seen. */
import type { RatioInterval } from './equivalence.js';

/**
 * The minimum detectable effect of a comparison, as a share: half the length of its interval on the logarithmic scale, and
 * the floor on top of it. A true difference of that size is called one (see `verdictOf`) unless the estimate falls short of
 * the truth by the lesser of half-length and floor. By normal theory that is a power of Phi(1.96 x min(1, floor / half)):
 * 97.5 % where the interval is no longer than the floor, 84 % where it is twice, 67 % where it is four and a half times.
 * @param floor as a share: 0.02 is 2 %
 * @returns null when there is no interval
 */
export function minimumDetectableEffect(
  { lo, hi }: Pick<RatioInterval, 'lo' | 'hi'>,
  floor: number,
): number | null {
  if (lo === null || hi === null) return null;
  return Math.sqrt(hi / lo) * (1 + floor) - 1;
}
