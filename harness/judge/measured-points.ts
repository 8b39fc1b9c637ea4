/** Launches by suite, point and target, as every judgement looks at them. */
import { cellKey, type CellSummary } from '../model/cell.js';
import type { LaunchRecord, MeasuredLaunch } from '../model/launch.js';
import type { Metric } from '../model/metric.js';
import { type Point, pointKey } from '../model/point.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { spoilingAll, validityReasons } from '../model/validity.js';
import { summarise } from '../stats/summarise.js';
import { grouped } from './grouped.js';

/** What one target came to at one point. */
export interface MeasuredCell {
  readonly target: string;
  readonly measured: readonly MeasuredLaunch[];
  /** Its summaries by the name of the metric. */
  readonly summaries: ReadonlyMap<string, CellSummary>;
  /** Why none of its numbers can be used; empty when they can. */
  readonly unusable: string;
}

/** One point of a suite with everybody who was launched there, by name. */
export interface MeasuredPoint {
  readonly suite: SuiteDeclaration;
  readonly point: Point;
  /** All of them, in the order of the plan. */
  readonly launches: readonly LaunchRecord[];
  readonly cells: ReadonlyMap<string, MeasuredCell>;
}

/**
 * Every point that has a launch, in the order of `summarise`; the order of the records does not matter.
 * @param launches one record for each launch; those of other suites are left out
 */
export function measuredPoints(
  launches: readonly LaunchRecord[],
  suites: readonly SuiteDeclaration[],
): MeasuredPoint[] {
  const bySuite = new Map(suites.map((suite) => [suite.name, suite]));
  const ours = inPlannedOrder(launches).filter(({ suite }) => bySuite.has(suite));
  const recordsOf = grouped(ours, cellKey);
  const launchesAt = grouped(ours, placeOf);
  const points = new Map<string, MeasuredPoint & { cells: Map<string, MeasuredCell> }>();
  for (const rows of grouped(summarise(ours, suites), cellKey).values()) {
    const [row] = rows;
    const suite = bySuite.get(row?.suite ?? '');
    if (row === undefined || suite === undefined) continue;
    const key = placeOf(row);
    const place = points.get(key) ?? {
      suite,
      point: row.point,
      launches: launchesAt.get(key) ?? [],
      cells: new Map<string, MeasuredCell>(),
    };
    points.set(key, place);
    place.cells.set(row.target, cellOf(row.target, recordsOf.get(cellKey(row)) ?? [], rows));
  }
  return [...points.values()];
}

function placeOf({ suite, point }: { suite: string; point: Point }): string {
  return `${suite}|${pointKey(point)}`;
}

/** By identity, which is their place in the plan: sums of the same numbers in another order are not quite the same. */
function inPlannedOrder(launches: readonly LaunchRecord[]): LaunchRecord[] {
  return [...launches].sort((one, other) => (one.id < other.id ? -1 : 1));
}

function cellOf(
  target: string,
  records: readonly LaunchRecord[],
  rows: readonly CellSummary[],
): MeasuredCell {
  return {
    target,
    measured: records.filter((record) => record.outcome === 'measured'),
    summaries: new Map(rows.map((row) => [row.metric, row])),
    unusable: whyUnusable(target, records, rows),
  };
}

function whyUnusable(target: string, records: readonly LaunchRecord[], rows: readonly CellSummary[]): string {
  const [mark] = spoilingAll(rows.flatMap(({ validity }) => validity));
  const refusal = records.find((record) => record.outcome === 'unsupported');
  if (mark === 'unsupported' && refusal !== undefined) return `${target}: ${refusal.reason}`;
  if (mark !== undefined) return `${target}: ${validityReasons[mark].words}`;
  return records.some(({ outcome }) => outcome === 'measured') ? '' : `${target}: nothing was measured`;
}

/** The values of a metric by block. A launch that does not report it has none. */
export function valuesByBlock(
  { measured }: Pick<MeasuredCell, 'measured'>,
  metric: Pick<Metric, 'name'>,
): Map<number, number> {
  return new Map(
    measured.flatMap(({ block, metrics }) => {
      const value = metrics[metric.name];
      return value === undefined ? [] : [[block, value] as const];
    }),
  );
}
