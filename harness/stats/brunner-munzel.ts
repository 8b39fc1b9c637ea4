/** The comparison of two samples that may differ in spread. */
import { mannWhitney } from './mann-whitney.js';
import { midRanks } from './ranks.js';
import { studentTBeyond } from './student-t.js';

/** What the test says. */
export interface BrunnerMunzelTest {
  /** Above 0 where values of `a` tend to be greater; infinite where all of them are. */
  readonly statistic: number;
  /** Degrees of freedom of the t distribution it is held against; null where it is held against none. */
  readonly df: number | null;
  /** Two-sided. */
  readonly p: number;
}

/**
 * Tests "neither sample tends to be greater", without supposing that they are alike otherwise: Brunner and Munzel, "The
 * Nonparametric Behrens-Fisher Problem" (Biometrical Journal 42(1), 2000), with their t approximation, for 10 values or more
 * on each side. Where the samples do not overlap, or do not vary, its variance is 0 and tells nothing: then p is that of
 * `mannWhitney`.
 * @throws RangeError when a sample has fewer than 2 values
 */
export function brunnerMunzel(a: readonly number[], b: readonly number[]): BrunnerMunzelTest {
  if (a.length < 2 || b.length < 2) throw new RangeError('the test needs two values of each sample');
  const ranks = midRanks([...a, ...b]);
  const first = placementsOf(a, ranks.slice(0, a.length));
  const second = placementsOf(b, ranks.slice(a.length));
  const total = a.length + b.length;
  const parts = [a.length * first.variance, b.length * second.variance] as const;
  const pooled = parts[0] + parts[1];
  const apart = (a.length * b.length * (first.meanRank - second.meanRank)) / total;
  if (pooled === 0) {
    return { statistic: apart === 0 ? 0 : apart / 0, df: null, p: mannWhitney(a, b).p };
  }
  const statistic = apart / Math.sqrt(pooled);
  const df = pooled ** 2 / (parts[0] ** 2 / (a.length - 1) + parts[1] ** 2 / (b.length - 1));
  return { statistic, df, p: studentTBeyond(Math.abs(statistic), df) };
}

/** How many values of the other sample lie below each value of one: its rank among all less that among its own. */
function placementsOf(
  sample: readonly number[],
  ranks: readonly number[],
): { meanRank: number; variance: number } {
  const own = midRanks(sample);
  const placements = ranks.map((rank, index) => rank - (own[index] ?? 0));
  const centre = mean(placements);
  const squares = placements.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return { meanRank: mean(ranks), variance: squares / (sample.length - 1) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
