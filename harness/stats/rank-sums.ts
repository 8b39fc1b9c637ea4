/** The distribution of a sum of ranks, by counting. */

/**
 * In how many ways `size` of the weights, which are whole numbers above 0, have each sum, from 0 to the greatest. Of the ranks
 * of two samples it is the distribution of Mann and Whitney's statistic, less its least value: "On a Test of Whether one of
 * Two Random Variables is Stochastically Larger than the Other" (Annals of Mathematical Statistics 18(1), 1947).
 */
export function waysToSum(weights: readonly number[], size: number): Float64Array {
  const largest = weights
    .toSorted((x, y) => y - x)
    .slice(0, size)
    .reduce((sum, weight) => sum + weight, 0);
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(largest + 1));
  const [none] = ways;
  if (none !== undefined) none[0] = 1;
  for (const weight of weights) {
    for (let count = size; count > 0; count--) {
      const fewer = ways[count - 1];
      const chosen = ways[count];
      if (fewer === undefined || chosen === undefined) continue;
      for (let sum = weight; sum <= largest; sum++)
        chosen[sum] = (chosen[sum] ?? 0) + (fewer[sum - weight] ?? 0);
    }
  }
  return ways[size] ?? new Float64Array(0);
}
