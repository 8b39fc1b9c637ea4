/** What the address says after the reader has chosen another suite, metric or value: the rest stays where it still fits. Pure. */
import type { CellSummary } from '../../../harness/model/cell.js';
import { type Factor, type FactorValue, type Point, pointKey } from '../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';
import type { LoadedRun } from '../data/loaded-run.js';
import { atOf, pointOf, type Selection, selectionOf, suitesOf, valuesOf } from './selection.js';
import { type At, defaultState, type State } from './state.js';

type Cells = Pick<LoadedRun, 'run' | 'cells'>;

/** Another suite. Metric, baseline, swept factor and values of factors stay where the new suite has them. */
export function suiteChange(loaded: Cells, state: State, name: string): Partial<State> {
  const suites = suitesOf(loaded);
  const suite = suites.find((candidate) => candidate.name === name);
  if (suite === undefined) return {};
  const targets = targetsIn(suite, loaded.cells);
  return {
    suite: suite === suites[0] ? null : name,
    metric: suite.metrics.some((metric) => metric.name === state.metric) ? state.metric : null,
    base: state.base !== null && targets.includes(state.base) ? state.base : null,
    x: suite.factors.some((factor) => factor.name === state.x) ? state.x : null,
    at: fittingAt(suite, loaded.cells, state.at),
    figure: null,
    cell: null,
    y: null,
  };
}

/** Another metric of the suite; the axis goes back to the scale of its own. */
export function metricChange({ suite }: Selection, name: string): Partial<State> {
  return { metric: name === suite.metrics[0]?.name ? null : name, y: null };
}

/** Another swept factor: the value that was chosen for it says nothing any more. */
export function sweptChange(loaded: Cells, state: State, name: string): Partial<State> {
  const usual = selectionOf(loaded, { ...defaultState, suite: state.suite })?.swept.name;
  const { [name]: _, ...at } = state.at;
  return { x: name === usual ? null : name, at };
}

/**
 * Another value of a factor. The other factors stay where they are, if that was measured; otherwise where they can. Says no
 * more than is needed to lead there.
 * @param whole factors that are shown with all their values, whose value in the point does not matter
 */
export function valueChange(
  loaded: Cells,
  state: State,
  { suite, point }: Selection,
  { factor, value, whole }: { factor: Factor; value: FactorValue; whole: readonly string[] },
): Partial<State> {
  const { cells } = loaded;
  const without = (of: Point): string => pointKey(withoutFactors(of, whole));
  const wanted = { ...point, [factor.name]: value };
  const said = { [factor.name]: String(value) };
  const here = withoutFactors(state.at, [factor.name, ...whole]);
  const candidates: At[] = [here, { ...here, ...said }, withoutFactors(atOf(suite, cells, wanted), whole)];
  const exact = candidates.find((at) => {
    const found = pointOf(suite, cells, at);
    return found.notices.length === 0 && without(found.point) === without(wanted);
  });
  if (exact !== undefined) return { at: exact };
  const near = { ...here, ...said };
  return { at: pointOf(suite, cells, near).notices.length === 0 ? near : said };
}

/** The factors that have more than one measured value, in the order of the suite. */
export function varyingFactors(suite: SuiteDeclaration, cells: readonly CellSummary[]): Factor[] {
  return suite.factors.filter((factor) => valuesOf(suite, factor, cells).length > 1);
}

/** The targets that have a cell in the suite, by name. */
export function targetsIn({ name }: SuiteDeclaration, cells: readonly CellSummary[]): string[] {
  return [...new Set(cells.filter(({ suite }) => suite === name).map(({ target }) => target))].sort();
}

/** What of the values was measured in the suite: one after the other, as long as a point has them all. */
function fittingAt(suite: SuiteDeclaration, cells: readonly CellSummary[], at: At): At {
  const kept: string[] = [];
  for (const name of Object.keys(at).filter((key) => suite.factors.some((factor) => factor.name === key))) {
    if (pointOf(suite, cells, onlyFactors(at, [...kept, name])).notices.length === 0) kept.push(name);
  }
  return onlyFactors(at, kept);
}

function onlyFactors(at: At, names: readonly string[]): At {
  return Object.fromEntries(Object.entries(at).filter(([name]) => names.includes(name)));
}

function withoutFactors<Value>(
  values: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
}
