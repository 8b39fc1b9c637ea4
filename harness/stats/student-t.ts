/** Student's t distribution. */

/** From here on the expansion below gives all digits. */
const expandable = 50;
const expansion = [1, -1 / 8, 1 / 128, 5 / 1024, -21 / 32768, -399 / 262144, 869 / 4194304];

/**
 * Probability that |T| > t: the incomplete beta function I of freedom / (freedom + t^2) at freedom / 2 and 1/2. Abramowitz and
 * Stegun, "Handbook of Mathematical Functions" (1964), 26.7.1.
 * @param t at least 0
 * @param freedom degrees of freedom, above 0; need not be whole
 */
export function studentTBeyond(t: number, freedom: number): number {
  if (t === Infinity) return 0;
  const half = freedom / 2;
  const share = freedom / (freedom + t * t);
  const rest = (t * t) / (freedom + t * t);
  const front =
    Math.exp(-half * Math.log1p((t * t) / freedom)) * Math.sqrt(rest / Math.PI) * gammaRatio(half);
  // The fraction converges fast on one side of the mean of the beta distribution.
  return share < (half + 1) / (half + 2.5)
    ? (front * betaFraction(share, half, 0.5)) / half
    : 1 - 2 * front * betaFraction(rest, 0.5, half);
}

/**
 * The t that |T| does not exceed with a probability: `studentTWithin(0.95, 9)` is 2.262, the 0.975 quantile.
 * @param probability 0 to 1, not 1 itself
 * @param freedom degrees of freedom, above 0
 */
export function studentTWithin(probability: number, freedom: number): number {
  const beyond = 1 - probability;
  let above = 1;
  while (studentTBeyond(above, freedom) > beyond) above *= 2;
  let below = 0;
  for (let middle = above / 2; middle > below && middle < above; middle = (below + above) / 2) {
    if (studentTBeyond(middle, freedom) > beyond) below = middle;
    else above = middle;
  }
  return above;
}

/**
 * Gamma(x + 1/2) / Gamma(x), by its expansion in 1 / x far out, and by recurrence from there: 5.11.13 and 5.5.1 of the "NIST
 * Digital Library of Mathematical Functions".
 */
function gammaRatio(x: number): number {
  if (x < expandable) return (gammaRatio(x + 1) * x) / (x + 0.5);
  return Math.sqrt(x) * expansion.reduceRight((sum, coefficient) => sum / x + coefficient, 0);
}

/** The continued fraction of the incomplete beta function, 8.17.22 there, by the method of Lentz (3.10(iii)). */
function betaFraction(x: number, a: number, b: number): number {
  let fraction = 1;
  let numerator = 1;
  let denominator = 0;
  for (let level = 1; level < 10_000; level++) {
    const m = Math.floor(level / 2);
    const part =
      level % 2 === 0
        ? (m * (b - m) * x) / ((a + level - 1) * (a + level))
        : (-(a + m) * (a + b + m) * x) / ((a + level - 1) * (a + level));
    denominator = 1 / (1 + part * denominator);
    numerator = 1 + part / numerator;
    const factor = numerator * denominator;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return 1 / fraction;
}
