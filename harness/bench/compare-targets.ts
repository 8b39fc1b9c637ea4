/** Runs the comparisons of a bench: targets and rivals interleaved in the same blocks, paired within them. */
import type { BenchRow, Comparison } from '../model/bench.js';
import { cellKey } from '../model/cell.js';
import type { LaunchRecord } from '../model/launch.js';
import { blockKey, type Timing } from '../model/plan.js';
import { pointKey } from '../model/point.js';
import type { UnavailableTarget } from '../model/run.js';
import type { Treatment } from '../plan/make-plan.js';
import { pairedRatio } from '../stats/paired.js';

/** Every launch of a bench: long enough for a JIT to settle, short enough for all blocks to fit into minutes. */
export const benchTiming: Timing = { warmupMs: 500, measureMs: 1500, intervalMs: 50, readyMs: 30_000 };
/** Blocks of each point; below 6 there is no interval. */
export const benchBlocks = 8;

/** The points of the comparisons, each with everybody who is compared there and is available. */
export function treatmentsOf(
  comparisons: readonly Comparison[],
  unavailable: readonly UnavailableTarget[],
): Treatment[] {
  const missing = new Set(unavailable.map(({ target }) => target));
  const treatments = new Map<string, { suite: string; point: Comparison['point']; targets: Set<string> }>();
  for (const { suite, point, target, rival } of comparisons) {
    if (missing.has(target) || missing.has(rival)) continue;
    const key = `${suite}|${pointKey(point)}`;
    const treatment = treatments.get(key) ?? { suite, point, targets: new Set<string>() };
    treatment.targets.add(target).add(rival);
    treatments.set(key, treatment);
  }
  return [...treatments.values()].map((treatment) => ({ ...treatment, targets: [...treatment.targets] }));
}

/** The row of one comparison, from all launches of the bench. */
export function rowOf(
  comparison: Comparison,
  launches: readonly LaunchRecord[],
  unavailable: readonly UnavailableTarget[],
  better: 'higher' | 'lower',
): BenchRow {
  const { what, target, rival, reach } = comparison;
  const missing = unavailable.find((one) => one.target === rival || one.target === target);
  const nothing = { what, rival, ratio: null, lo: null, hi: null, reach, met: null };
  if (missing !== undefined) {
    return { ...nothing, note: `${missing.target} is missing: ${missing.remedy ?? missing.reason}` };
  }
  const ours = valuesByBlock(launches, comparison, target);
  const theirs = valuesByBlock(launches, comparison, rival);
  const pairs = [...ours].flatMap(([block, value]) => {
    const other = theirs.get(block);
    if (other === undefined) return [];
    return [better === 'higher' ? { a: value, b: other } : { a: other, b: value }];
  });
  const { n, ratio, lo, hi } = pairedRatio(pairs);
  if (ratio === null) return { ...nothing, note: whyNothing(launches, comparison) };
  const marks = marksOf(launches, comparison);
  return {
    what,
    rival,
    ratio,
    lo,
    hi,
    reach,
    met: ratio >= reach,
    note: [`${n} blocks`, ...marks].join(', '),
  };
}

function valuesByBlock(
  launches: readonly LaunchRecord[],
  { suite, point, metric }: Comparison,
  target: string,
): Map<string, number> {
  const cell = cellKey({ suite, target, point });
  return new Map(
    launches.flatMap((launch) => {
      if (launch.outcome !== 'measured' || cellKey(launch) !== cell) return [];
      const value = launch.validity.includes('verification-failed') ? undefined : launch.metrics[metric];
      return value === undefined ? [] : [[blockKey(launch), value] as const];
    }),
  );
}

function launchesOf(
  launches: readonly LaunchRecord[],
  { suite, point, target, rival }: Comparison,
): LaunchRecord[] {
  const cells = new Set([target, rival].map((name) => cellKey({ suite, target: name, point })));
  return launches.filter((launch) => cells.has(cellKey(launch)));
}

function whyNothing(launches: readonly LaunchRecord[], comparison: Comparison): string {
  for (const launch of launchesOf(launches, comparison)) {
    if (launch.outcome === 'unsupported') return `${launch.target}: ${launch.reason}`;
    if (launch.outcome === 'failed')
      return `${launch.target}: ${launch.failure.reason}: ${launch.failure.detail}`;
  }
  return 'nothing was measured';
}

/** Marks that any launch of the comparison carries, with how many do. */
function marksOf(launches: readonly LaunchRecord[], comparison: Comparison): string[] {
  const counts = new Map<string, number>();
  const ours = launchesOf(launches, comparison);
  for (const launch of ours) {
    for (const code of launch.outcome === 'measured' ? launch.validity : [launch.outcome]) {
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return [...counts].map(([code, count]) => `${code} ${count}/${ours.length}`);
}
