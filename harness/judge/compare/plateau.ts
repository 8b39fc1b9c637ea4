/** Plateaus: many different targets at the same height are a sign of a limit that they share. */
import type { Metric } from '../../model/metric.js';
import type { TierTable } from '../../model/tier.js';
import type { MeasuredCell } from '../measured-points.js';

/** From this many targets on, and from different runtimes. */
const crowd = 6;
/** Share of the best median within which they are. */
const within = 0.01;

/**
 * More than five targets, not all of one runtime, within 1 % of the best one: what was measured is likelier the load generator,
 * a disk, or a pause that all of them wait for. Cells with marks count too, for whatever limits them may be the limit.
 * @param runtimes by target
 */
export function plateauOf(
  cells: readonly MeasuredCell[],
  metric: Metric,
  runtimes: ReadonlyMap<string, string>,
): TierTable['plateau'] {
  const medians = cells.flatMap((cell) => {
    const median = cell.unusable === '' ? (cell.summaries.get(metric.name)?.median ?? null) : null;
    return median === null || !(median > 0) ? [] : [{ target: cell.target, median }];
  });
  const best =
    metric.better === 'higher'
      ? Math.max(...medians.map(({ median }) => median))
      : Math.min(...medians.map(({ median }) => median));
  const targets = medians
    .filter(({ median }) => Math.abs(Math.log(median / best)) <= Math.log1p(within))
    .map(({ target }) => target);
  const known = [...new Set(targets.flatMap((target) => runtimes.get(target) ?? []))].sort();
  return targets.length < crowd || known.length < 2 ? null : { targets, runtimes: known, within };
}
