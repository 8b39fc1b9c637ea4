/** How much neighbours in a series resemble each other. */

/**
 * Autocorrelation at lag 1, about the mean of the series: Box, Jenkins and Reinsel, "Time Series Analysis" (3rd edition,
 * 1994), section 2.1; 0 where nothing varies.
 */
export function autocorrelation(series: readonly number[]): number {
  const mean = series.reduce((sum, value) => sum + value, 0) / series.length;
  return lagOne(series.map((value) => value - mean));
}

/** The same of residuals, about 0. */
export function lagOne(residuals: readonly number[]): number {
  let squares = 0;
  let products = 0;
  residuals.forEach((value, index) => {
    squares += value ** 2;
    products += value * (residuals[index - 1] ?? 0);
  });
  return squares === 0 ? 0 : products / squares;
}
