/** Comparisons: two targets side by side in one run, or the same targets in two runs. A row for each point and metric. */
import type { ComparisonRow, Difference } from '../../model/comparison.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { Metric } from '../../model/metric.js';
import { type Point, pointKey } from '../../model/point.js';
import type { Run } from '../../model/run.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { benjaminiHochberg } from '../../stats/multiplicity.js';
import { pairedRatio, type PairedRatio } from '../../stats/paired.js';
import { unpairedRatio } from '../../stats/unpaired.js';
import { isJudged, rowOf, type RowSide } from './comparison-row.js';
import { differences } from './differences.js';
import { type MeasuredCell, type MeasuredPoint, measuredPoints, valuesByBlock } from '../measured-points.js';
import type { FloorOf } from '../noise-floor.js';

/** A run with its launches. */
export interface RecordedRun {
  readonly run: Run;
  readonly launches: readonly LaunchRecord[];
}

/** The two sides of a row before they are judged. */
interface Sides {
  readonly suite: SuiteDeclaration;
  readonly point: Point;
  readonly target: string | null;
  readonly a: RowSide;
  readonly b: RowSide;
}

/**
 * Compares two targets wherever one of them was launched, paired by block (`pairedRatio`).
 * @param suites with the metrics that are compared (`selectSuites`)
 */
export function compareTargets(
  launches: readonly LaunchRecord[],
  suites: readonly SuiteDeclaration[],
  a: string,
  b: string,
  floorOf: FloorOf,
): ComparisonRow[] {
  return compareWithBaseline(launches, suites, [a], b, floorOf);
}

/**
 * Compares several targets with one, each as `compareTargets` does, in one report: q is over all rows of it.
 * @param suites with the metrics that are compared (`selectSuites`)
 */
export function compareWithBaseline(
  launches: readonly LaunchRecord[],
  suites: readonly SuiteDeclaration[],
  targets: readonly string[],
  baseline: string,
  floorOf: FloorOf,
): ComparisonRow[] {
  const places = measuredPoints(launches, suites);
  const rows = targets.flatMap((target) =>
    places.flatMap(({ suite, point, cells }) => {
      const [a, b] = [sideOf(target, cells.get(target)), sideOf(baseline, cells.get(baseline))];
      return rowsOf({ suite, point, target: null, a, b }, pairedByBlock, floorOf);
    }),
  );
  return withFalseDiscoveryRate(rows);
}

/**
 * Compares every target of two runs with itself. Two runs share no blocks, for each is a plan of its own that ran at its own
 * time: launches are compared as two independent samples (`unpairedRatio`). Their interval tells nothing of how much a
 * machine differs from one session to the next: what it calls a difference is to be confirmed side by side (`tutti check`).
 * @param suites with the metrics that are compared
 */
export function compareRuns(
  a: RecordedRun,
  b: RecordedRun,
  suites: readonly SuiteDeclaration[],
  floorOf: FloorOf,
): ComparisonRow[] {
  const apart = differences(a.run, b.run).filter(({ matters }) => matters);
  const declared = [...a.run.suites, ...b.run.suites];
  const theirs = new Map(pointsOf(b, suites, declared).map((point) => [placeOf(point), point]));
  const ours = pointsOf(a, suites, declared);
  const known = new Set(ours.map(placeOf));
  const places = [...ours, ...[...theirs.values()].filter((point) => !known.has(placeOf(point)))];
  const rows = places.flatMap((place) => {
    const left = known.has(placeOf(place)) ? place.cells : undefined;
    const right = theirs.get(placeOf(place))?.cells;
    const targets = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])].sort();
    const reason = incomparability(apart, place.suite.name);
    return targets.flatMap((target) =>
      rowsOf(
        {
          suite: place.suite,
          point: place.point,
          target,
          a: sideOf(a.run.id, left?.get(target)),
          b: sideOf(b.run.id, right?.get(target)),
        },
        asTwoSamples,
        floorOf,
        reason,
      ),
    );
  });
  return withFalseDiscoveryRate(rows);
}

/** The points of a run, with every factor that either declares: one that is new has its default in an older run. */
function pointsOf(
  { launches }: RecordedRun,
  suites: readonly SuiteDeclaration[],
  declared: readonly SuiteDeclaration[],
): MeasuredPoint[] {
  return measuredPoints(launches, suites).map((measured) => {
    const usual = declared
      .filter(({ name }) => name === measured.suite.name)
      .flatMap(({ factors }) => factors.map((factor) => [factor.name, factor.default] as const));
    return { ...measured, point: { ...Object.fromEntries(usual), ...measured.point } };
  });
}

function placeOf({ suite, point }: MeasuredPoint): string {
  return `${suite.name}|${pointKey(point)}`;
}

function incomparability(apart: readonly Difference[], suite: string): string {
  return apart
    .filter((difference) => difference.suite === null || difference.suite === suite)
    .map(({ what, a, b }) => `${what}: ${a} against ${b}`)
    .join('; ');
}

function sideOf(name: string, cell: MeasuredCell | undefined): RowSide {
  return { name, cell };
}

/** The rows of all metrics that somebody reports here; the first metric always has one. */
function rowsOf(
  sides: Sides,
  estimate: (a: MeasuredCell, b: MeasuredCell, metric: Metric) => PairedRatio,
  floorOf: FloorOf,
  incomparable = '',
): ComparisonRow[] {
  const { suite, a, b } = sides;
  if (a.cell === undefined && b.cell === undefined) return [];
  return suite.metrics
    .filter((metric, place) => place === 0 || [a, b].some(({ cell }) => reports(cell, metric)))
    .map((metric) =>
      rowOf({ ...sides, metric, floor: floorOf(suite.name, metric.name), incomparable, estimate }),
    );
}

function reports(cell: MeasuredCell | undefined, { name }: Metric): boolean {
  return (cell?.summaries.get(name)?.n ?? 0) > 0;
}

function pairedByBlock(a: MeasuredCell, b: MeasuredCell, metric: Metric): PairedRatio {
  const theirs = valuesByBlock(b, metric);
  const pairs = [...valuesByBlock(a, metric)].flatMap(([block, value]) => {
    const other = theirs.get(block);
    return other === undefined ? [] : [{ block, a: value, b: other }];
  });
  return pairedRatio(
    pairs
      .sort((one, other) => one.block - other.block)
      .map((pair) => (metric.better === 'higher' ? pair : { a: pair.b, b: pair.a })),
  );
}

function asTwoSamples(a: MeasuredCell, b: MeasuredCell, metric: Metric): PairedRatio {
  const [ours, theirs] = [a, b].map((cell) => [...valuesByBlock(cell, metric).values()]);
  return metric.better === 'higher'
    ? unpairedRatio(ours ?? [], theirs ?? [])
    : unpairedRatio(theirs ?? [], ours ?? []);
}

function withFalseDiscoveryRate(rows: readonly ComparisonRow[]): ComparisonRow[] {
  const tested = rows.flatMap((row, index) =>
    row.p === null || !isJudged(row) ? [] : [{ p: row.p, index }],
  );
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p));
  const byRow = new Map(tested.map(({ index }, place) => [index, adjusted[place] ?? null]));
  return rows.map((row, index) => ({ ...row, q: byRow.get(index) ?? null }));
}
