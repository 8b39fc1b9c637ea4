/** Which of two ends a revision between them is like. */
import { cellKey } from '../../model/cell.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { Metric } from '../../model/metric.js';
import type { Point } from '../../model/point.js';
import { type PairedRatio, pairedRatio } from '../../stats/paired.js';

/** Two arms of a target at one point. */
export interface ArmPair {
  readonly suite: string;
  readonly point: Point;
  /** Names of the arms. */
  readonly newer: string;
  readonly older: string;
}

/**
 * How many times better the newer arm is: paired by block, within each run; the pairs of all runs together.
 * @param runs the launches of each run
 */
export function newerOverOlder(
  runs: readonly (readonly LaunchRecord[])[],
  { suite, point, newer, older }: ArmPair,
  { name, better }: Pick<Metric, 'name' | 'better'>,
): PairedRatio {
  const pairs = runs.flatMap((launches) => {
    const [ours, theirs] = [newer, older].map((target) =>
      valuesByBlock(launches, cellKey({ suite, target, point }), name),
    );
    return [...(ours ?? [])].flatMap(([block, value]) => {
      const other = theirs?.get(block);
      if (other === undefined) return [];
      return [better === 'higher' ? { a: value, b: other } : { a: other, b: value }];
    });
  });
  return pairedRatio(pairs);
}

function valuesByBlock(launches: readonly LaunchRecord[], cell: string, metric: string): Map<number, number> {
  return new Map(
    launches.flatMap((launch) => {
      if (launch.outcome !== 'measured' || cellKey(launch) !== cell) return [];
      const value = launch.validity.includes('verification-failed') ? undefined : launch.metrics[metric];
      return value === undefined ? [] : [[launch.block, value] as const];
    }),
  );
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
