/**
 * From launch records to cells: the one place where launches become numbers. The CSV, `tutti show`, `tutti compare` and
 * the browser all call `summarise`, so they cannot disagree.
 */
import { cellKey, type CellSummary } from '../model/cell.js';
import { TuttiError } from '../model/errors.js';
import type { LaunchRecord, MeasuredLaunch } from '../model/launch.js';
import type { Metric } from '../model/metric.js';
import { compareFactorValues, type Factor, type Point, pointKey } from '../model/point.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { type ValidityCode, validityReasons } from '../model/validity.js';
import { medianInterval } from './intervals.js';
import { median } from './quantiles.js';
import { commonMarks } from './usable-launches.js';

/** All that was recorded of one cell. */
interface Cell {
  readonly target: string;
  readonly point: Point;
  readonly pointKey: string;
  readonly measured: MeasuredLaunch[];
  failed: boolean;
  unsupported: boolean;
}

const validityCodes = Object.keys(validityReasons) as ValidityCode[];

/**
 * One row for each cell with a record and each metric of its suite; the order of the records does not matter. Rows come
 * by suite (as declared), point (factor by factor as declared, ascending), target (by name), metric (as declared).
 *
 * A row's median and interval are over the measured launches that gave its metric; `n` counts them. Its validity is that
 * of the cell: the marks that its measured launches have in common (`commonMarks`); `errors` when a launch failed;
 * `unsupported` when a launch said so; and `too-few-launches` when there is a median of the row's own metric, but of fewer
 * launches than an interval needs.
 * @param launches one record for each launch
 * @param suites the declarations of every suite of the run
 * @throws TuttiError RUN_DAMAGED when a launch is of none of the suites
 */
export function summarise(
  launches: readonly LaunchRecord[],
  suites: readonly SuiteDeclaration[],
): CellSummary[] {
  const cellsOfSuite = gatherCells(launches, suites);
  return suites.flatMap((suite) =>
    inOrder([...(cellsOfSuite.get(suite.name)?.values() ?? [])], suite.factors).flatMap((cell) => {
      const marks = marksOf(cell);
      const point = writtenInOrder(cell.point, suite.factors);
      return suite.metrics.map((metric) => ({
        suite: suite.name,
        target: cell.target,
        point,
        ...summariseMetric(cell, metric, marks),
      }));
    }),
  );
}

/** The cells of each suite, by key. */
function gatherCells(
  launches: readonly LaunchRecord[],
  suites: readonly SuiteDeclaration[],
): Map<string, Map<string, Cell>> {
  const cellsOfSuite = new Map(suites.map((suite) => [suite.name, new Map<string, Cell>()]));
  for (const launch of launches) {
    const cells = cellsOfSuite.get(launch.suite);
    if (cells === undefined) {
      const reason = `launch ${launch.id} is of suite "${launch.suite}", which the run does not declare`;
      throw new TuttiError('RUN_DAMAGED', { file: 'launches.ndjson', reason });
    }
    const key = cellKey(launch);
    let cell = cells.get(key);
    if (cell === undefined) {
      const { target, point } = launch;
      cell = { target, point, pointKey: pointKey(point), measured: [], failed: false, unsupported: false };
      cells.set(key, cell);
    }
    if (launch.outcome === 'measured') cell.measured.push(launch);
    else if (launch.outcome === 'failed') cell.failed = true;
    else cell.unsupported = true;
  }
  return cellsOfSuite;
}

function summariseMetric(cell: Cell, metric: Metric, marks: ReadonlySet<ValidityCode>) {
  const { name, unit, better } = metric;
  const values = cell.measured.map((launch) => launch.metrics[name]).filter((value) => value !== undefined);
  const interval = medianInterval(values);
  const tooFew = values.length > 0 && interval === null;
  return {
    metric: name,
    unit,
    better,
    n: values.length,
    median: values.length > 0 ? median(values) : null,
    lo: interval?.lo ?? null,
    hi: interval?.hi ?? null,
    validity: validityCodes.filter((code) => marks.has(code) || (tooFew && code === 'too-few-launches')),
  };
}

/** What holds against every number of the cell. */
function marksOf({ measured, failed, unsupported }: Cell): Set<ValidityCode> {
  const marks = new Set(commonMarks(measured));
  if (failed) marks.add('errors');
  if (unsupported) marks.add('unsupported');
  return marks;
}

/** By point, then by target. Points that differ only in what is not a factor stay apart by their keys. */
function inOrder(cells: Cell[], factors: readonly Factor[]): Cell[] {
  return cells.sort((a, b) => {
    for (const { name, default: usual } of factors) {
      const difference = compareFactorValues(a.point[name] ?? usual, b.point[name] ?? usual);
      if (difference !== 0) return difference;
    }
    return compareFactorValues(a.pointKey, b.pointKey) || compareFactorValues(a.target, b.target);
  });
}

/** The same point with its factors in the declared order, whatever the order they were recorded in. */
function writtenInOrder(point: Point, factors: readonly Factor[]): Point {
  const places = new Map(factors.map(({ name }, place) => [name, place]));
  const placeOf = (name: string) => places.get(name) ?? factors.length;
  return Object.fromEntries(
    Object.entries(point).sort(([a], [b]) => placeOf(a) - placeOf(b) || compareFactorValues(a, b)),
  );
}
