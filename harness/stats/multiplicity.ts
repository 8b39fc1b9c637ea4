/** Many tests at once: p values adjusted so that each can be held against one significance level. */

/**
 * Holm's step-down adjustment: rejecting what is below a level keeps the probability of any false rejection below it,
 * however the tests depend on each other. Holm, "A Simple Sequentially Rejective Multiple Test Procedure" (Scandinavian
 * Journal of Statistics 6(2), 1979).
 * @returns the adjusted values, in the order of the given ones
 */
export function holm(ps: readonly number[]): number[] {
  const adjusted = ps.map(() => 1);
  let greatest = 0;
  placesAscending(ps).forEach((place, rank) => {
    greatest = Math.max(greatest, Math.min(1, (ps.length - rank) * (ps[place] ?? 1)));
    adjusted[place] = greatest;
  });
  return adjusted;
}

/**
 * Benjamini and Hochberg's step-up adjustment: rejecting what is below q keeps the expected share of false rejections among
 * all rejections below q, for tests that are independent or positively dependent. "Controlling the False Discovery Rate"
 * (Journal of the Royal Statistical Society B 57(1), 1995).
 * @returns the adjusted values, in the order of the given ones
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const adjusted = ps.map(() => 1);
  let least = 1;
  const places = placesAscending(ps);
  for (let rank = places.length; rank > 0; rank--) {
    const place = places[rank - 1] ?? 0;
    least = Math.min(least, (ps.length / rank) * (ps[place] ?? 1));
    adjusted[place] = least;
  }
  return adjusted;
}

/** The places of the values, from that of the least one on. */
function placesAscending(values: readonly number[]): number[] {
  return values.map((_, place) => place).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
}
