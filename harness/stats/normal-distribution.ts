/** The standard normal distribution. */

/** Below this the series is used, above it the continued fraction: both give all digits there. */
const series = 2;

/**
 * Probability of more than z, by the series 26.2.11 or the continued fraction 26.2.14 of Abramowitz and Stegun, "Handbook of
 * Mathematical Functions" (1964).
 */
export function normalBeyond(z: number): number {
  if (z < 0) return 1 - normalBeyond(-z);
  if (z === Infinity) return 0;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < series) {
    let term = z;
    let sum = z;
    for (let odd = 3; term > 1e-17 * sum; odd += 2) {
      term *= (z * z) / odd;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let level = 200; level > 0; level--) fraction = z + level / fraction;
  return density / fraction;
}
