/** Which of two ends a revision between them is like. */
import { cellKey } from '../../model/cell.js';
import type { LaunchRecord, MeasuredLaunch } from '../../model/launch.js';
import type { Metric } from '../../model/metric.js';
import type { Point } from '../../model/point.js';
import { type PairedRatio, pairedRatio } from '../../stats/paired.js';
import { usableLaunches } from '../../stats/usable-launches.js';
import { valuesByBlock } from '../measured-points.js';

/** Two arms of a target at one point. */
export interface ArmPair {
  readonly suite: string;
  readonly point: Point;
  /** Names of the arms. */
  readonly newer: string;
  readonly older: string;
}

/**
 * How many times better the newer arm is: paired by block, within each run; the pairs of all runs together. Marked launches
 * are left out as `usableLaunches` says.
 * @param runs the launches of each run
 */
export function newerOverOlder(
  runs: readonly (readonly LaunchRecord[])[],
  { suite, point, newer, older }: ArmPair,
  metric: Pick<Metric, 'name' | 'better' | 'source'>,
): PairedRatio {
  const pairs = runs.flatMap((launches) => {
    const [ours, theirs] = [newer, older].map((target) => {
      const measured = measuredIn(launches, cellKey({ suite, target, point }));
      return valuesByBlock({ measured: usableLaunches(measured, metric) }, metric);
    });
    return [...(ours ?? [])].flatMap(([block, value]) => {
      const other = theirs?.get(block);
      if (other === undefined) return [];
      return [metric.better === 'higher' ? { a: value, b: other } : { a: other, b: value }];
    });
  });
  return pairedRatio(pairs);
}

function measuredIn(launches: readonly LaunchRecord[], cell: string): MeasuredLaunch[] {
  return launches
    .filter((launch) => launch.outcome === 'measured')
    .filter((launch) => cellKey(launch) === cell);
}

/**
 * Whether a revision, against the old end, is like that or like the new end: the whole interval must lie on one side of
 * half the difference of the ends, on the logarithmic scale. Where several commits share the difference, the first that
 * is like the new end is the one with which more than half of it is there.
 * @param difference ratio of the new end to the old one
 */
export function likenessOf(
  { lo, hi }: Pick<PairedRatio, 'lo' | 'hi'>,
  difference: number,
): 'old' | 'new' | 'undecided' {
  if (lo === null || hi === null) return 'undecided';
  const half = Math.sqrt(difference);
  if (hi < half) return difference < 1 ? 'new' : 'old';
  if (lo > half) return difference < 1 ? 'old' : 'new';
  return 'undecided';
}
