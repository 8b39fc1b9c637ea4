/** What a series of runs could show at all. */

/** Of what is asked about. */
export interface ChangeAsked {
  /** Runs before and after the change. */
  readonly before: number;
  readonly after: number;
  /** Standard deviation of the logarithm of a run's median, from run to run. */
  readonly spread: number;
  /** Noise floor as a share. */
  readonly floor: number;
  /** A change counts when its p is at most this. */
  readonly significance: number;
}

/**
 * How many times the standard error of the difference of two means a change must be, to be found four times of five: by
 * simulation (`detectable-change.test.ts`), for normal noise and a significance of 1 %. A test that knew where to look, and
 * the noise, would need 2.58 + 0.84 = 3.4.
 */
const standardErrors = 7;

/**
 * Least change, as a share, that is found four times of five; never below the floor.
 * @returns null when no change of any size is: there are too few orders of so few runs
 */
export function detectableChange({ before, after, spread, floor, significance }: ChangeAsked): number | null {
  if (before < 1 || after < 1 || leastProbability(before, after) > significance / 2) return null;
  const error = spread * Math.sqrt(1 / before + 1 / after);
  return Math.max(floor, Math.expm1(standardErrors * error));
}

/**
 * The least p that a permutation test can give: of all ways to put the values in two groups of these sizes, that of a clear
 * step and its mirror image.
 */
function leastProbability(before: number, after: number): number {
  let ways = 1;
  for (let chosen = 1; chosen <= after; chosen++) ways *= (before + chosen) / chosen;
  return 2 / ways;
}
