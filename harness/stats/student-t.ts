/** Student's t distribution, for whole degrees of freedom. */

/**
 * Probability that |T| <= t: Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.7.3 and 26.7.4.
 * @param t at least 0
 * @param freedom degrees of freedom, a positive whole number
 */
function probabilityWithin(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const cosine = Math.cos(angle);
  const odd = freedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let step = odd ? 3 : 2; step < freedom; step += 2) {
    term *= (cosine * cosine * (step - 1)) / step;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
}

/**
 * The t that |T| does not exceed with a probability: `studentTWithin(0.95, 9)` is 2.262, the 0.975 quantile.
 * @param probability 0 to 1, not 1 itself
 * @param freedom degrees of freedom, a positive whole number
 */
export function studentTWithin(probability: number, freedom: number): number {
  let above = 1;
  while (probabilityWithin(above, freedom) < probability) above *= 2;
  let below = 0;
  for (let middle = above / 2; middle > below && middle < above; middle = (below + above) / 2) {
    if (probabilityWithin(middle, freedom) < probability) below = middle;
    else above = middle;
  }
  return above;
}
