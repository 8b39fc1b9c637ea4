/** Quantiles, the median, and the median absolute deviation. */

/** The values in ascending order; the argument is left as it is. */
export function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/**
 * A quantile of values that are in ascending order already: type 7 of Hyndman and Fan, "Sample Quantiles in Statistical
 * Packages" (The American Statistician 50(4), 1996), the default of R and NumPy: the value at the place (n - 1) p,
 * counted from 0, interpolated linearly between its neighbours.
 * @param sorted at least one value, ascending
 * @param p share of the values below the quantile, 0 to 1
 * @throws RangeError when there is no value or `p` is not within 0 and 1
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile is asked for at ${p}, not within 0 and 1`);
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError('there is no quantile of no values');
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * A quantile, type 7: see `quantileOfSorted`.
 * @throws RangeError when there is no value or `p` is not within 0 and 1
 */
export function quantile(values: readonly number[], p: number): number {
  return quantileOfSorted(ascending(values), p);
}

/**
 * The median: the middle value, or the mean of the middle two.
 * @throws RangeError when there is no value
 */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/**
 * The median absolute deviation from the median, raw: in the unit of the values, without the factor 1.4826 that makes it
 * an estimate of a normal distribution's standard deviation. Hampel, "The Influence Curve and its Role in Robust
 * Estimation" (JASA 69, 1974), section 5.
 * @throws RangeError when there is no value
 */
export function medianAbsoluteDeviation(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}
