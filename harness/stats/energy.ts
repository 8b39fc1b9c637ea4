/**
 * The energy statistic of a split: how far two samples lie apart, by the distances between their values. Szekely and Rizzo,
 * "Hierarchical Clustering via Joint Between-Within Distances" (Journal of Classification 22, 2005); as a statistic of change
 * points, Matteson and James, "A Nonparametric Approach for Multiple Change Point Analysis of Multivariate Data" (Journal of
 * the American Statistical Association 109(505), 2014), equations 5 to 7, with alpha = 1.
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
  const within = distancesWithin(series);
  const at = (from: number, to: number) => within[from * n + to] ?? 0;
  let greatest: Split = { before: shortest, statistic: 0 };
  for (let before = shortest; before <= n - shortest; before++) {
    const inLeft = at(0, before - 1);
    const pairsInLeft = (before * (before - 1)) / 2;
    for (let end = before + shortest; end <= n; end++) {
      const after = end - before;
      const inRight = at(before, end - 1);
      const between = at(0, end - 1) - inLeft - inRight;
      const apart =
        (2 * between) / (before * after) - inLeft / pairsInLeft - inRight / ((after * (after - 1)) / 2);
      const statistic = (apart * before * after) / end;
      if (statistic > greatest.statistic) greatest = { before, statistic };
    }
  }
  return greatest;
}

/** The sum of all distances between values from one place to another: row the first place, column the last. */
function distancesWithin(series: ArrayLike<number>): Float64Array {
  const n = series.length;
  const within = new Float64Array(n * n);
  for (let to = 1; to < n; to++) {
    const last = series[to] ?? 0;
    let added = 0;
    for (let from = to - 1; from >= 0; from--) {
      added += Math.abs((series[from] ?? 0) - last);
      within[from * n + to] = (within[from * n + to - 1] ?? 0) + added;
    }
  }
  return within;
}
