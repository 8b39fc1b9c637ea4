/**
 * The sign test: are two outcomes equally likely? Arbuthnott, "An Argument for Divine Providence" (Philosophical
 * Transactions 27, 1710); Conover, "Practical Nonparametric Statistics" (3rd edition, 1999), section 3.4.
 */

/**
 * Two-sided and exact: twice the probability that of so many tosses of a fair coin, no more than the rarer outcome come up
 * on one side.
 * @param one how often the one was seen
 * @param other how often the other was seen; what was neither is left out
 * @returns null when neither was seen
 */
export function signTest(one: number, other: number): number | null {
  const n = one + other;
  if (n === 0) return null;
  // In logarithms, for 2^-n is no number any more from n = 1075 on.
  let logProbability = -n * Math.LN2;
  let tail = 0;
  for (let count = 0; count <= Math.min(one, other); count++) {
    tail += Math.exp(logProbability);
    logProbability += Math.log((n - count) / (count + 1));
  }
  return Math.min(1, 2 * tail);
}
