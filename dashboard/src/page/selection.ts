/** What a state means in a run: suite, metric, point and swept factor, chosen where the address says nothing. Pure. */
import type { CellSummary } from '../../../harness/model/cell.js';
import type { Metric } from '../../../harness/model/metric.js';
import {
  compareFactorValues,
  type Factor,
  fullPoint,
  type Point,
  pointKey,
} from '../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';
import type { LoadedRun } from '../data/loaded-run.js';
import { measuredPoints } from './measured-points.js';
import type { At, State } from './state.js';

/** A part of a run, and what the address said in vain. */
export interface Selection {
  readonly suite: SuiteDeclaration;
  readonly metric: Metric;
  /** The factor that is swept: the first that the address, or the run, lets vary. */
  readonly swept: Factor;
  /** A measured point, with every factor of the suite. */
  readonly point: Point;
  readonly notices: readonly string[];
}

type Cells = Pick<LoadedRun, 'run' | 'cells'>;

/** The suites that have a cell. */
export function suitesOf({ run, cells }: Cells): SuiteDeclaration[] {
  const seen = new Set(cells.map(({ suite }) => suite));
  return run.suites.filter(({ name }) => seen.has(name));
}

/** What the state selects; null in a run without cells. */
export function selectionOf(loaded: Cells, { suite: name, metric: wanted, x, at }: State): Selection | null {
  const suites = suitesOf(loaded);
  const suite = suites.find((candidate) => candidate.name === name) ?? suites[0];
  const metric = suite?.metrics.find((candidate) => candidate.name === wanted) ?? suite?.metrics[0];
  if (suite === undefined || metric === undefined) return null;
  const factor = suite.factors.find((candidate) => candidate.name === x);
  const swept = factor ?? firstThatVaries(suite, loaded.cells);
  const { point, notices } = pointOf(suite, loaded.cells, at);
  return {
    suite,
    metric,
    swept,
    point,
    notices: [
      ...(name === null || suite.name === name
        ? []
        : [`This run has no suite “${name}”: showing ${suite.name}.`]),
      ...(wanted === null || metric.name === wanted
        ? []
        : [`Suite ${suite.name} has no metric “${wanted}”: showing ${metric.name}.`]),
      ...(x === null || factor ? [] : [`Suite ${suite.name} has no factor “${x}”: showing ${swept.name}.`]),
      ...notices,
    ],
  };
}

/** The measured values of a factor, ascending. */
export function valuesOf(
  suite: SuiteDeclaration,
  { name, default: usual }: Factor,
  cells: readonly CellSummary[],
) {
  const values = new Set(measuredPoints(suite, cells).map(({ point }) => point[name] ?? usual));
  return [...values].sort(compareFactorValues);
}

/** The first factor with more than one value; the first of all where there is none. */
function firstThatVaries(suite: SuiteDeclaration, cells: readonly CellSummary[]): Factor {
  const [first] = suite.factors;
  if (first === undefined) throw new Error(`suite ${suite.name} has no factor`);
  return suite.factors.find((factor) => valuesOf(suite, factor, cells).length > 1) ?? first;
}

/**
 * The measured point that agrees with the address; of several, the one at which most targets have a number without a mark,
 * and of those the last.
 */
export function pointOf(
  suite: SuiteDeclaration,
  cells: readonly CellSummary[],
  at: At,
): { point: Point; notices: string[] } {
  const all = measuredPoints(suite, cells);
  const asked = Object.entries(at).filter(([name]) => suite.factors.some((factor) => factor.name === name));
  const fitting = all.filter(({ point }) => asked.every(([name, value]) => String(point[name]) === value));
  const candidates = fitting.length > 0 ? fitting : all;
  const most = candidates.reduce((best, { valid }) => Math.max(best, valid), 0);
  const best = candidates.findLast(({ valid }) => valid === most);
  const words = asked.map(([name, value]) => `${name} = ${value}`).join(', ');
  return {
    point: best?.point ?? fullPoint(suite, {}),
    notices:
      fitting.length > 0 ? [] : [`Suite ${suite.name} was not measured at ${words}: showing another point.`],
  };
}

/** What the address says of a point: the factors that vary in the run, for the others cannot be chosen. */
export function atOf(suite: SuiteDeclaration, cells: readonly CellSummary[], point: Point): At {
  const varying = suite.factors.filter((factor) => valuesOf(suite, factor, cells).length > 1);
  return Object.fromEntries(varying.map(({ name, default: usual }) => [name, String(point[name] ?? usual)]));
}

/** Whether a cell or a launch is of the suite and at the point. @param point with every factor of the suite */
export function isAtPoint(
  suite: SuiteDeclaration,
  point: Point,
): (one: { readonly suite: string; readonly point: Point }) => boolean {
  const key = pointKey(point);
  return (one) => one.suite === suite.name && pointKey(fullPoint(suite, one.point)) === key;
}
