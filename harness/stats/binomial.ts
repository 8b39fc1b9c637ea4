/** The exact interval of a share: Clopper and Pearson, Biometrika 26(4), 1934. */
import type { Interval } from './intervals.js';

/**
 * The shares under which neither so many nor so few successes would be rarer than half of what the confidence leaves.
 * @param confidence probability that it covers the true share, at least
 * @throws RangeError when there is no trial
 */
export function binomialInterval(successes: number, trials: number, confidence = 0.95): Interval {
  if (trials < 1) throw new RangeError('there is no share of no trials');
  const tail = (1 - confidence) / 2;
  return {
    // At least so many successes get more likely with the share, at most so many less.
    lo: successes === 0 ? 0 : crossing((share) => 1 - probabilityAtMost(successes - 1, trials, share) > tail),
    hi: successes === trials ? 1 : crossing((share) => probabilityAtMost(successes, trials, share) <= tail),
    confidence,
  };
}

/** P(X <= k) of a binomial distribution. */
function probabilityAtMost(k: number, trials: number, share: number): number {
  let logTerm = trials * Math.log1p(-share);
  let sum = Math.exp(logTerm);
  for (let successes = 1; successes <= k; successes++) {
    logTerm += Math.log((trials - successes + 1) / successes) + Math.log(share) - Math.log1p(-share);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}

/** Where, between 0 and 1, a condition that holds from some share on begins to hold. */
function crossing(holds: (share: number) => boolean): number {
  let below = 0;
  let above = 1;
  for (let middle = 0.5; middle > below && middle < above; middle = (below + above) / 2) {
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}
