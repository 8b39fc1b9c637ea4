/**
 * How often to repeat what, from what repetitions have shown: Kalibera and Jones, "Rigorous Benchmarking in Reasonable Time"
 * (ISMM 2013), with the variances T as their libkalibera has them.
 */
import { studentTWithin } from './student-t.js';

/** Measured values on levels: the lists of the innermost level hold numbers, those of each outer one lists, all alike. */
export type Levels = readonly number[] | readonly Levels[];

/** Everything by level, from the innermost (level 1, such as iterations) to the outermost (level n, such as builds). */
export interface RepetitionPlan {
  readonly mean: number;
  /** S_i^2: variance of the means of level i about those of level i + 1, biased by the levels within. */
  readonly biased: readonly number[];
  /** T_i^2: what level i itself adds to the variance, at least 0. */
  readonly variances: readonly number[];
  /**
   * The best number of repetitions on each level but the outermost, which takes as many as the time allows; unrounded, at
   * least 1. Infinity where the level above adds no variance of its own: more of it tells nothing that more of this one
   * does not.
   */
  readonly repetitions: readonly number[];
  /** Half the length of the interval of the mean, by Student's t over the outermost level. */
  readonly halfWidth: number;
}

/**
 * Plans repetitions so that the interval of the mean becomes shortest for the time spent:
 *
 *     S_i^2 = sum over all means of level i of (mean_i - mean_(i+1))^2 / ((r_i - 1) r_(i+1) ... r_n)
 *     T_1^2 = S_1^2, T_i^2 = S_i^2 - S_(i-1)^2 / r_(i-1)
 *     r_i   = sqrt(c_(i+1) / c_i x T_i^2 / T_(i+1)^2)
 *
 * @param levels at least two repetitions on every level, the same number everywhere on one level
 * @param costs of one repetition of each level beyond what is within it, from the innermost on, such as seconds
 * @throws RangeError when the levels are not so
 */
export function kaliberaJones(levels: Levels, costs: readonly number[], confidence = 0.95): RepetitionPlan {
  const { mean, counts, biased } = meansOf(levels);
  if (counts.some((count) => !(count >= 2)) || costs.length !== counts.length) {
    throw new RangeError('a plan needs two repetitions or more on every level, and the cost of each level');
  }
  const variances = biased.map((variance, level) =>
    Math.max(0, variance - (level === 0 ? 0 : (biased[level - 1] ?? 0) / (counts[level - 1] ?? 1))),
  );
  const outermost = counts.length - 1;
  const repetitions = variances.slice(0, outermost).map((variance, level) => {
    const price = (costs[level + 1] ?? 0) / (costs[level] ?? 0);
    const above = variances[level + 1] ?? 0;
    return Math.max(1, above === 0 ? (variance === 0 ? 1 : Infinity) : Math.sqrt((price * variance) / above));
  });
  const outer = counts[outermost] ?? 0;
  const halfWidth = studentTWithin(confidence, outer - 1) * Math.sqrt((biased[outermost] ?? 0) / outer);
  return { mean, biased, variances, repetitions, halfWidth };
}

/** The mean of all, and for each level, from the innermost on, its number of repetitions and S^2. */
function meansOf(levels: Levels): { mean: number; counts: number[]; biased: number[] } {
  const within = levels.map((part) =>
    typeof part === 'number' ? { mean: part, counts: [], biased: [] } : meansOf(part),
  );
  const [first] = within;
  const alike = within.every((part) => part.counts.join() === first?.counts.join());
  if (first === undefined || !alike)
    throw new RangeError('a level has the same number of repetitions everywhere');
  const count = within.length;
  const mean = average(within.map((part) => part.mean));
  const squares = within.reduce((sum, part) => sum + (part.mean - mean) ** 2, 0);
  return {
    mean,
    counts: [...first.counts, count],
    // The mean over the parts of their own S^2: the product of repetitions in front of the sum.
    biased: [
      ...first.biased.map((_, level) => average(within.map((part) => part.biased[level] ?? 0))),
      squares / (count - 1),
    ],
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
