/** The marks that several launches of one cell have in common, and the launches that are left to judge a metric by. */
import type { MeasuredLaunch } from '../model/launch.js';
import type { Metric } from '../model/metric.js';
import { spoiling, spoilingAll, type ValidityCode, validityReasons } from '../model/validity.js';

/** The marks that at least their share of the launches carry (`validityReasons`), or any of them where the share is 0. */
export function commonMarks(launches: readonly Pick<MeasuredLaunch, 'validity'>[]): ValidityCode[] {
  const carriers = new Map<ValidityCode, number>();
  for (const { validity } of launches) {
    for (const code of new Set(validity)) carriers.set(code, (carriers.get(code) ?? 0) + 1);
  }
  return [...carriers]
    .filter(([code, count]) => count >= validityReasons[code].share * launches.length)
    .map(([code]) => code);
}

/**
 * What of one target at one point a metric can be judged by, launch by launch: none of them where a mark that most of them
 * carry spoils the metric; else all but those whose own marks leave no number at all. One whose load alone was bad stays, as in
 * a cell: to leave those out would leave out the fastest.
 */
export function usableLaunches(
  launches: readonly MeasuredLaunch[],
  metric: Pick<Metric, 'source'>,
): MeasuredLaunch[] {
  const common = commonMarks(launches).filter((code) => validityReasons[code].share > 0);
  if (spoiling(common, metric).length > 0) return [];
  return launches.filter(({ validity }) => spoilingAll(validity).length === 0);
}
