/** A seeded shuffle. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A copy of `items` in random order (Fisher and Yates), drawn from `random`. */
export function shuffled<T>(items: readonly T[], random: RandomGenerator): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const chosen = uniformInt(random, 0, last);
    [result[last], result[chosen]] = [result[chosen] as T, result[last] as T];
  }
  return result;
}
