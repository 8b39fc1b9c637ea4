/** Measures the claims of a bench: targets and rivals interleaved in the same passes of one plan, paired within them. */
import type { BenchRow, Bound, Claim, Comparison } from '../model/bench.js';
import { cellKey } from '../model/cell.js';
import type { LaunchRecord } from '../model/launch.js';
import type { Metric } from '../model/metric.js';
import type { Timing } from '../model/plan.js';
import { type Point, pointKey } from '../model/point.js';
import type { UnavailableTarget } from '../model/run.js';
import { spoilingAll } from '../model/validity.js';
import type { Target } from '../model/target.js';
import type { Treatment } from '../plan/make-plan.js';
import { medianInterval } from '../stats/intervals.js';
import { pairedRatio } from '../stats/paired.js';
import { median } from '../stats/quantiles.js';

/** Every launch of a bench: long enough for a JIT to settle, short enough for all blocks to fit into minutes. */
export const benchTiming: Timing = { warmupMs: 500, measureMs: 1500, intervalMs: 50, readyMs: 30_000 };
/** Blocks of each point; below 6 there is no interval. */
export const benchBlocks = 8;

/** Who there is to be measured. */
export interface Contestants {
  readonly targets: readonly Target[];
  readonly unavailable: readonly UnavailableTarget[];
}

/** One target at one point of a suite: one side of a claim. */
interface Side {
  readonly suite: string;
  readonly target: string;
  readonly point: Point;
}

/** The points of the claims, each with everybody who is measured there and is available. */
export function treatmentsOf(claims: readonly Claim[], contestants: Contestants): Treatment[] {
  const treatments = new Map<string, { suite: string; point: Point; targets: Set<string> }>();
  for (const claim of claims) {
    if (absence(claim, contestants) !== undefined) continue;
    for (const { suite, point, target } of sidesOf(claim)) {
      const key = `${suite}|${pointKey(point)}`;
      const treatment = treatments.get(key) ?? { suite, point, targets: new Set<string>() };
      treatment.targets.add(target);
      treatments.set(key, treatment);
    }
  }
  return [...treatments.values()].map((treatment) => ({ ...treatment, targets: [...treatment.targets] }));
}

/** The row of one claim, from all launches of the bench. `metric` is the declaration of the metric it names. */
export function rowOf(
  claim: Claim,
  launches: readonly LaunchRecord[],
  contestants: Contestants,
  metric: Metric,
): BenchRow {
  const row = 'bound' in claim ? boundHead(claim, metric.unit) : comparisonHead(claim);
  const nothing = { ...row, ratio: null, lo: null, hi: null, met: null };
  const missing = absence(claim, contestants);
  if (missing !== undefined) return { ...nothing, note: missing };
  const { n, ratio, lo, hi } =
    'bound' in claim ? ratioToBound(claim, launches, metric) : ratioToRival(claim, launches, metric);
  if (ratio === null) return { ...nothing, note: whyNothing(launches, claim) };
  const note = [`${n} blocks`, ...marksOf(launches, claim)].join(', ');
  return { ...row, ratio, lo, hi, met: ratio >= row.reach, note };
}

function comparisonHead({ what, target, point, rival, rivalPoint, reach }: Comparison) {
  const where = rivalPoint === undefined ? '' : ` at ${differenceOf(rivalPoint, point)}`;
  return { what, rival: rival === target && where !== '' ? `itself${where}` : `${rival}${where}`, reach };
}

function boundHead({ what, bound }: Bound, unit: string) {
  return { what, rival: `a bound of ${bound} ${unit}`, reach: 1 };
}

/** The factors in which a point is not the other one, as a word. */
function differenceOf(point: Point, other: Point): string {
  return pointKey(Object.fromEntries(Object.entries(point).filter(([name, value]) => other[name] !== value)));
}

interface Ratio {
  readonly n: number;
  readonly ratio: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

function ratioToRival(claim: Comparison, launches: readonly LaunchRecord[], metric: Metric): Ratio {
  const [ours, theirs] = sidesOf(claim).map((side) => valuesByPass(launches, side, metric));
  const pairs = [...(ours ?? [])].flatMap(([pass, value]) => {
    const other = theirs?.get(pass);
    if (other === undefined) return [];
    return [metric.better === 'higher' ? { a: value, b: other } : { a: other, b: value }];
  });
  return pairedRatio(pairs);
}

function ratioToBound(claim: Bound, launches: readonly LaunchRecord[], metric: Metric): Ratio {
  const ratios = sidesOf(claim)
    .flatMap((side) => [...valuesByPass(launches, side, metric).values()])
    .map((value) => (metric.better === 'higher' ? value / claim.bound : claim.bound / value));
  const interval = medianInterval(ratios);
  return {
    n: ratios.length,
    ratio: ratios.length === 0 ? null : median(ratios),
    lo: interval?.lo ?? null,
    hi: interval?.hi ?? null,
  };
}

/** Ours, then the rival's. */
function sidesOf(claim: Claim): Side[] {
  const { suite, point, target } = claim;
  const ours = { suite, point, target };
  if ('bound' in claim) return [ours];
  return [ours, { suite, point: claim.rivalPoint ?? point, target: claim.rival }];
}

/** Why a claim cannot be measured here, or undefined. */
function absence(claim: Claim, { targets, unavailable }: Contestants): string | undefined {
  // The rival first: it is the one that can be installed.
  for (const { suite, target: name } of sidesOf(claim).reverse()) {
    const missing = unavailable.find(
      (lack) => lack.target === name && (lack.suite === null || lack.suite === suite),
    );
    if (missing !== undefined) return `${name} is missing: ${missing.remedy ?? missing.reason}`;
    const way = targets.find((target) => target.name === name)?.suites[suite];
    if (way === undefined) return `${name} is missing: no target of this name declares the suite ${suite}`;
    if ('unsupported' in way) return `${name} is missing: ${way.unsupported}`;
  }
  return undefined;
}

/**
 * A side's value in each pass over the plan: the block number, which is the same for all points of a pass, so that
 * launches at two points can be paired too. They are then a pass apart at most, not neighbours. Launches whose marks leave no
 * number at all are left out; other marks stand in the note of the row.
 */
function valuesByPass(launches: readonly LaunchRecord[], side: Side, metric: Metric): Map<number, number> {
  const cell = cellKey(side);
  const measured = launches
    .filter((launch) => launch.outcome === 'measured')
    .filter((launch) => cellKey(launch) === cell);
  return new Map(
    measured.flatMap(({ block, metrics, validity }) => {
      const value = metrics[metric.name];
      return value === undefined || spoilingAll(validity).length > 0 ? [] : [[block, value] as const];
    }),
  );
}

function launchesOf(launches: readonly LaunchRecord[], claim: Claim): LaunchRecord[] {
  const cells = new Set(sidesOf(claim).map(cellKey));
  return launches.filter((launch) => cells.has(cellKey(launch)));
}

function whyNothing(launches: readonly LaunchRecord[], claim: Claim): string {
  for (const launch of launchesOf(launches, claim)) {
    if (launch.outcome === 'unsupported') return `${launch.target}: ${launch.reason}`;
    if (launch.outcome === 'failed')
      return `${launch.target}: ${launch.failure.reason}: ${launch.failure.detail}`;
  }
  const marks = marksOf(launches, claim);
  return marks.length === 0 ? 'nothing was measured' : `no number to judge by: ${marks.join(', ')}`;
}

/** Marks that any launch of the claim carries, with how many do. */
function marksOf(launches: readonly LaunchRecord[], claim: Claim): string[] {
  const counts = new Map<string, number>();
  const ours = launchesOf(launches, claim);
  for (const launch of ours) {
    for (const code of launch.outcome === 'measured' ? launch.validity : [launch.outcome]) {
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return [...counts].map(([code, count]) => `${code} ${count}/${ours.length}`);
}
