/** Verdicts on a ratio by its interval: what is a difference, what is none, and what cannot be said. */

/** A ratio of two sides, the greater the better for the first. Numbers that do not exist are null. */
export interface RatioInterval {
  readonly ratio: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

/**
 * Four-valued, for a margin below which a difference does not matter:
 * - `faster`: the whole interval is above 1 and the ratio above 1 + margin; `slower`: the same of 1 / ratio;
 * - `equivalent`: the whole interval lies within 1 / (1 + margin) and 1 + margin. With an interval of 95 % that is two
 *   one-sided tests at 2.5 % each: Schuirmann, "A comparison of the two one-sided tests procedure and the power approach"
 *   (Journal of Pharmacokinetics and Biopharmaceutics 15, 1987);
 * - `inconclusive`: neither, or there is no interval.
 * @param margin as a share: 0.02 is 2 %
 */
export function verdictOf(
  { ratio, lo, hi }: RatioInterval,
  margin: number,
): 'faster' | 'slower' | 'equivalent' | 'inconclusive' {
  if (ratio === null || lo === null || hi === null) return 'inconclusive';
  if (lo > 1 && ratio > 1 + margin) return 'faster';
  if (hi < 1 && ratio < 1 / (1 + margin)) return 'slower';
  if (lo >= 1 / (1 + margin) && hi <= 1 + margin) return 'equivalent';
  return 'inconclusive';
}
