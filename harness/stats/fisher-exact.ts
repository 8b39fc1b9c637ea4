/** Fisher's exact test of two shares: Fisher, "The Design of Experiments" (1935), chapter II. */

/** So many of so many. */
export interface Count {
  readonly count: number;
  readonly of: number;
}

/**
 * One-sided: the probability that the first share is as great as it is, or greater, when all that was counted had fallen
 * on the two groups by chance; the upper tail of the hypergeometric distribution.
 */
export function fisherExact(first: Count, second: Count): number {
  const counted = first.count + second.count;
  const most = Math.min(first.of, counted);
  const all = logChoices(first.of + second.of, counted);
  let p = 0;
  for (let count = first.count; count <= most; count++) {
    p += Math.exp(logChoices(first.of, count) + logChoices(second.of, counted - count) - all);
  }
  return Math.min(1, p);
}

/** Logarithm of the number of ways to choose so many. */
function logChoices(from: number, many: number): number {
  let sum = 0;
  for (let chosen = 1; chosen <= many; chosen++) sum += Math.log(from - many + chosen) - Math.log(chosen);
  return sum;
}
