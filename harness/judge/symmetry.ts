/** The alarm "as many better as worse": then it is the machine that was measured, not a change. */
import type { Symmetry } from '../model/order-audit.js';
import { signTest } from '../stats/sign-test.js';

/** Share of all rows above which both directions must be. */
const crowd = 0.1;
/** A sign test of fewer rows than this could not tell any of them from chance: 2 / 2^6 is the first p value below 0.05. */
const fewestMoved = 6;

/**
 * Of a change to one thing, most rows stay as they are and the others move in one direction. When both directions have more
 * than a tenth of the rows, and a sign test cannot tell them from the tosses of a coin, then something moves rows at random.
 * Two different targets are no case for it: one may be better here and the other there.
 * @param counts rows that were judged, and those of them that are better and worse beyond the noise floor
 */
export function symmetryOf({ rows, better, worse }: Pick<Symmetry, 'rows' | 'better' | 'worse'>): Symmetry {
  const p = signTest(better, worse);
  const alarm =
    better + worse >= fewestMoved && better > crowd * rows && worse > crowd * rows && p !== null && p >= 0.05;
  return { rows, better, worse, p, alarm };
}
