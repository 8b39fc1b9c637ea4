/** The alarm "all targets moved together": then a session differs from the other, whatever else does. */
import type { ComparisonRow } from '../../model/comparison.js';
import type { CommonShift } from '../../model/order-audit.js';
import { isJudged } from './comparison-row.js';
import { hodgesLehmann, signedRankInterval } from '../../stats/wilcoxon.js';

/**
 * What the rows of two runs have in common. A machine that is busier, hotter or slower in one session than in the other
 * moves all targets in one direction, by about the same factor, and every row of them is a difference beyond doubt. The alarm
 * is raised when the interval of the common factor excludes 1, the factor is beyond every noise floor of the rows, and it is
 * not one target alone. A change that makes everything faster looks the same: only measuring both side by side tells.
 * @returns null when no row has a ratio
 */
export function commonShiftOf(rows: readonly ComparisonRow[]): CommonShift | null {
  const judged = rows
    .filter(isJudged)
    .flatMap(({ ratio, target, floor }) =>
      ratio === null ? [] : [{ logarithm: Math.log(ratio), target, floor }],
    );
  if (judged.length === 0) return null;
  const logarithms = judged.map(({ logarithm }) => logarithm);
  const size = hodgesLehmann(logarithms);
  const interval = signedRankInterval(logarithms);
  const targets = new Set(judged.map(({ target }) => target)).size;
  const sure = interval !== null && (interval.lo > 0 || interval.hi < 0);
  const large = judged.every(({ floor }) => Math.abs(size) > Math.log1p(floor));
  return {
    rows: judged.length,
    targets,
    ratio: Math.exp(size),
    lo: interval === null ? null : Math.exp(interval.lo),
    hi: interval === null ? null : Math.exp(interval.hi),
    alarm: sure && large && targets > 1,
  };
}
