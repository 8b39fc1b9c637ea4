/** What on this machine makes numbers differ, as the numbers themselves show it: a drift through the run, launches of two kinds. */
import { cellKey } from '../model/cell.js';
import type { LaunchRecord } from '../model/launch.js';
import { pointKey } from '../model/point.js';
import type { NoiseFinding } from '../model/qualification-report.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { splitArm } from '../model/target.js';
import { median } from '../stats/quantiles.js';
import { hodgesLehmann, signedRankInterval } from '../stats/wilcoxon.js';

/** Smaller than this share, a drift is no concern: blocks are short against it. */
const driftLimit = 0.02;

/** The sources that were found, each with its numbers. */
export function numberNoise(
  launches: readonly LaunchRecord[],
  suites: readonly SuiteDeclaration[],
): NoiseFinding[] {
  return [drift(blocksOf(launches, suites))].filter((finding) => finding !== undefined);
}

/**
 * The second half of the run against the first: the block of a point in the one half is paired with the block of the same
 * point that stands at the same place in the other, and both hold the same arms.
 */
function drift(points: readonly (readonly number[])[]): NoiseFinding | undefined {
  const changes = points.flatMap((blocks) => {
    const half = Math.floor(blocks.length / 2);
    const later = blocks.slice(blocks.length - half);
    return blocks.slice(0, half).map((value, place) => (later[place] ?? value) - value);
  });
  const interval = signedRankInterval(changes);
  if (interval === null || (interval.lo <= 0 && interval.hi >= 0)) return undefined;
  const change = Math.expm1(hodgesLehmann(changes));
  if (Math.abs(change) <= driftLimit) return undefined;
  const sides = [interval.lo, interval.hi].map((log) => (100 * Math.expm1(log)).toFixed(1));
  const way = change < 0 ? 'worse' : 'better';
  const detail = `numbers of the second half are ${(100 * Math.abs(change)).toFixed(1)} % ${way} than those of the first (${changes.length} pairs of blocks, 95 % interval ${sides.join(' to ')} %)`;
  return { source: 'drift', detail };
}

/**
 * Of each subject, block by block in the order of time: the mean over its arms of the logarithm of the primary metric, the
 * higher the better, less the median of the arm.
 */
function blocksOf(launches: readonly LaunchRecord[], suites: readonly SuiteDeclaration[]): number[][] {
  const subjects = new Map<string, Map<number, number[]>>();
  for (const values of valuesByCell(launches, suites)) {
    const middle = median(values.map(({ log }) => log));
    for (const { subject, block, log } of values) {
      const blocks = subjects.get(subject) ?? new Map<number, number[]>();
      blocks.set(block, [...(blocks.get(block) ?? []), log - middle]);
      subjects.set(subject, blocks);
    }
  }
  return [...subjects.values()].map((blocks) =>
    [...blocks]
      .sort(([a], [b]) => a - b)
      .map(([, logs]) => logs.reduce((sum, log) => sum + log, 0) / logs.length),
  );
}

interface Value {
  /** What it is an arm of, and where. */
  readonly subject: string;
  readonly block: number;
  readonly log: number;
}

function valuesByCell(launches: readonly LaunchRecord[], suites: readonly SuiteDeclaration[]): Value[][] {
  const cells = new Map<string, Value[]>();
  for (const launch of launches) {
    const metric = suites.find(({ name }) => name === launch.suite)?.metrics[0];
    const value = launch.outcome === 'measured' ? launch.metrics[metric?.name ?? ''] : undefined;
    if (metric === undefined || value === undefined || value <= 0) continue;
    const log = metric.better === 'higher' ? Math.log(value) : -Math.log(value);
    const subject = `${launch.suite}|${splitArm(launch.target).target}|${pointKey(launch.point)}`;
    const key = cellKey(launch);
    cells.set(key, [...(cells.get(key) ?? []), { subject, block: launch.block, log }]);
  }
  return [...cells.values()];
}
