/** The number that an address names, with all that the page knows of it. Pure. */
import { type CellSummary } from '../../../../harness/model/cell.js';
import type { Metric } from '../../../../harness/model/metric.js';
import { fullPoint, pointKey } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import type { Standing, TierTable } from '../../../../harness/model/tier.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { atOf } from '../../page/selection.js';
import type { CellName } from '../../page/state.js';

export interface FoundCell {
  readonly suite: SuiteDeclaration;
  readonly metric: Metric;
  readonly cell: CellSummary;
  /** The table of its point and metric, and its own standing there; null where nobody was judged. */
  readonly table: TierTable | null;
  readonly standing: Standing | null;
  /** The same number of the same target at the points before and after, in the order of the summary. */
  readonly before: CellSummary | null;
  readonly after: CellSummary | null;
}

/** Null when the run has no such number. */
export function findCell(
  { run, cells, tiers }: Pick<LoadedRun, 'run' | 'cells' | 'tiers'>,
  { suite: name, metric: wanted, target, at }: CellName,
): FoundCell | null {
  const suite = run.suites.find((one) => one.name === name);
  const metric = suite?.metrics.find((one) => one.name === wanted);
  if (suite === undefined || metric === undefined) return null;
  const row = cells.filter((cell) => cell.suite === name && cell.metric === wanted && cell.target === target);
  const place = row.findIndex(({ point }) => {
    const full = fullPoint(suite, point);
    return Object.entries(at).every(([factor, value]) => String(full[factor]) === value);
  });
  const cell = row[place];
  if (cell === undefined) return null;
  const key = pointKey(cell.point);
  const table = tiers.find(
    (one) => one.suite === name && one.metric === wanted && pointKey(one.point) === key,
  );
  return {
    suite,
    metric,
    cell,
    table: table ?? null,
    standing: table?.standings.find((one) => one.target === target) ?? null,
    before: row[place - 1] ?? null,
    after: row[place + 1] ?? null,
  };
}

/** The name under which an address finds a cell again. */
export function nameOf(
  suite: SuiteDeclaration,
  cells: readonly CellSummary[],
  { metric, target, point }: CellSummary,
): CellName {
  return { suite: suite.name, metric, target, at: atOf(suite, cells, point) };
}
