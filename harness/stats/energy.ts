/**
 * The energy statistic of a split: how far two samples lie apart, by the distances between their values. Szekely and Rizzo,
 * "Hierarchical Clustering via Joint Between-Within Distances" (Journal of Classification 22, 2005); as a statistic of change
 * points, Matteson and James, "A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data" (Journal of
 * the American Statistical Association 109(505), 2014), with distances to the power alpha = 1.
 */

/** A split of a series. */
export interface Split {
  /** Values before the split. */
  readonly before: number;
  /** Its energy statistic, at least 0. */
  readonly statistic: number;
}

/**
 * The split with the greatest statistic. The values before it are compared with those up to some end, for the greatest of
 * all ends, not only with all that follow: a level that comes and goes would hide itself otherwise.
 * Takes n^2 steps.
 * @param shortest values on each side, at least 2
 * @returns null when the series is too short to be split
 */
export function greatestSplit(series: ArrayLike<number>, shortest: number): Split | null {
  const n = series.length;
  if (n < 2 * shortest) return null;
  const fromFirst = distancesFromFirst(series);
  // Sum of the distances among the values from `before` to each place: grows by those of one value as `before` falls.
  const fromBefore = new Float64Array(n);
  let greatest: Split = { before: shortest, statistic: 0 };
  for (let before = n - 1; before >= shortest; before--) {
    const value = series[before] ?? 0;
    let added = 0;
    for (let place = before + 1; place < n; place++) {
      added += Math.abs((series[place] ?? 0) - value);
      fromBefore[place] = (fromBefore[place] ?? 0) + added;
    }
    const inLeft = fromFirst[before - 1] ?? 0;
    for (let end = before + shortest; end <= n; end++) {
      const after = end - before;
      const inRight = fromBefore[end - 1] ?? 0;
      const between = (fromFirst[end - 1] ?? 0) - inLeft - inRight;
      // m n / (m + n) times (2 / (m n) between - inLeft / (m over 2) - inRight / (n over 2)), m before and n after.
      const statistic =
        (2 * (between - (inLeft / (before - 1)) * after - (inRight / (after - 1)) * before)) / end;
      if (statistic > greatest.statistic) greatest = { before, statistic };
    }
  }
  return greatest;
}

/** The sum of all distances among the values up to each place. */
function distancesFromFirst(series: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(series.length);
  for (let place = 1; place < series.length; place++) {
    const value = series[place] ?? 0;
    let added = 0;
    for (let other = 0; other < place; other++) added += Math.abs((series[other] ?? 0) - value);
    sums[place] = (sums[place - 1] ?? 0) + added;
  }
  return sums;
}
