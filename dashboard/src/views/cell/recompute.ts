/**
 * Numbers made again from their launches, by the functions that made them first, and held against what the page shows, digit
 * by digit. Pure.
 */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import type { Metric } from '../../../../harness/model/metric.js';
import { type Point, pointKey } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import type { Standing, TierTable } from '../../../../harness/model/tier.js';
import { tiersOf } from '../../../../harness/judge/compare/tiers.js';
import { grouped } from '../../../../harness/judge/grouped.js';
import { summarise } from '../../../../harness/stats/summarise.js';
import { judgedRun, type LoadedRun } from '../../data/loaded-run.js';

/** One field of a number: what the page has, and what its launches give now, each as JSON writes it, with every digit. */
export interface ComparedField {
  readonly name: string;
  readonly shown: string;
  readonly made: string;
  readonly same: boolean;
}

/** What was made again of one target at one point: of its cell, of its place among the others, or of their table. */
export interface Recomputed {
  /** Whose it is; null for what belongs to all targets of the point. */
  readonly target: string | null;
  readonly metric: string;
  readonly point: Point;
  readonly fields: readonly ComparedField[];
}

type Judged = Pick<LoadedRun, 'run' | 'cells' | 'tiers' | 'floorOf'>;

const cellFields = ['n', 'median', 'lo', 'hi', 'validity'] as const;
const standingFields = ['tier', 'bestRank', 'worstRank', 'beatenBy', 'beats', 'reason'] as const;
/** Its noise floor is not among them: it is of the machine, and is taken as published. */
const tableFields = ['blocks', 'blocksNeeded', 'plateau'] as const;

/** What stands for a cell of which nothing was recorded. */
const nothing = { n: 0, median: null, lo: null, hi: null, validity: [] };

/** All that there is of one point: what the page has of it, and its launches. */
interface Place {
  readonly suite: SuiteDeclaration;
  readonly point: Point;
  readonly cells: readonly CellSummary[];
  readonly tables: readonly TierTable[];
  readonly launches: readonly LaunchRecord[];
}

/**
 * One number: its cell, its standing, and the table that it stands in.
 * @param launches of its suite
 */
export function recomputeCell(
  loaded: Judged,
  suite: SuiteDeclaration,
  launches: readonly LaunchRecord[],
  { target, metric: name, point }: Pick<CellSummary, 'target' | 'metric' | 'point'>,
): ComparedField[] {
  const place = placesOf(loaded, suite, launches).find((one) => pointKey(one.point) === pointKey(point));
  const metric = suite.metrics.find((one) => one.name === name);
  if (place === undefined || metric === undefined) return [];
  return [...recomputeCells(place), ...recomputeTable(loaded, place, metric)]
    .filter((one) => one.metric === name && (one.target ?? target) === target)
    .flatMap(({ fields }) => fields);
}

/** Every number of a suite, point by point and metric by metric, so that a page can go on in between. */
export function* recomputeSuite(
  loaded: Judged,
  suite: SuiteDeclaration,
  launches: readonly LaunchRecord[],
): Generator<Recomputed[]> {
  for (const place of placesOf(loaded, suite, launches)) {
    yield recomputeCells(place);
    for (const metric of suite.metrics) yield recomputeTable(loaded, place, metric);
  }
}

/** Every point of the suite that a cell or a launch is of. */
function placesOf(
  { cells, tiers }: Judged,
  suite: SuiteDeclaration,
  launches: readonly LaunchRecord[],
): Place[] {
  const keyOf = ({ point }: { readonly point: Point }) => pointKey(point);
  const cellsAt = grouped(
    cells.filter((cell) => cell.suite === suite.name),
    keyOf,
  );
  const tablesAt = grouped(
    tiers.filter((table) => table.suite === suite.name),
    keyOf,
  );
  const launchesAt = grouped(launches, keyOf);
  const points = [...cellsAt, ...launchesAt].map(([key, [one]]) => [key, one?.point ?? {}] as const);
  return [...new Map(points)].map(([key, point]) => ({
    suite,
    point,
    cells: cellsAt.get(key) ?? [],
    tables: tablesAt.get(key) ?? [],
    launches: launchesAt.get(key) ?? [],
  }));
}

/** Every cell of a point, all metrics. */
function recomputeCells({ suite, point, cells, launches }: Place): Recomputed[] {
  const keyOf = ({ target, metric }: CellSummary) => `${metric}|${target}`;
  const shown = new Map(cells.map((cell) => [keyOf(cell), cell]));
  const made = new Map(summarise(launches, [suite]).map((cell) => [keyOf(cell), cell]));
  return [...new Map([...shown, ...made])].map(([key, { target, metric }]) => ({
    target,
    metric,
    point,
    fields: compare(cellFields, shown.get(key), made.get(key) ?? nothing),
  }));
}

/** The table of tiers of a point and metric, with everybody's standing. */
function recomputeTable(
  { run, floorOf }: Judged,
  { suite, point, tables, launches }: Place,
  metric: Metric,
): Recomputed[] {
  const shown = tables.find((table) => table.metric === metric.name);
  const judged = { ...judgedRun(run), suites: [{ ...suite, metrics: [metric] }] };
  const [made] = tiersOf(judged, launches, floorOf);
  if (shown === undefined && made === undefined) return [];
  const of = { metric: metric.name, point };
  const targets = [...(shown?.standings ?? []), ...(made?.standings ?? [])].map(({ target }) => target);
  return [
    { ...of, target: null, fields: compare(tableFields, shown, made) },
    ...[...new Set(targets)].map((target) => ({
      ...of,
      target,
      fields: compare(standingFields, standingOf(shown, target), standingOf(made, target)),
    })),
  ];
}

function standingOf(table: TierTable | undefined, target: string): Standing | undefined {
  return table?.standings.find((standing) => standing.target === target);
}

function compare<Name extends string>(
  names: readonly Name[],
  shown: Readonly<Record<Name, unknown>> | undefined,
  made: Readonly<Record<Name, unknown>> | undefined,
): ComparedField[] {
  return names.map((name) => {
    const [before, now] = [written(shown?.[name]), written(made?.[name])];
    return { name, shown: before, made: now, same: before === now };
  });
}

function written(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value);
}
