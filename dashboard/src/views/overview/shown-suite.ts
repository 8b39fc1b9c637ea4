/** What the overview shows of a suite: one point and metric, and everybody's standing there. Pure. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { Metric } from '../../../../harness/model/metric.js';
import {
  type Factor,
  type FactorValue,
  fullPoint,
  type Point,
  pointKey,
} from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import type { Standing, TierTable } from '../../../../harness/model/tier.js';
import { grouped } from '../../../../harness/judge/grouped.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { pointOf, suitesOf, valuesOf } from '../../page/selection.js';
import type { At, State } from '../../page/state.js';
import { unrankedWords } from './standing-words.js';

/** Everything of one suite, looked up once for all drawings. */
export interface SuiteIndex {
  readonly suite: SuiteDeclaration;
  readonly cells: readonly CellSummary[];
  /** The factors that have more than one value in the run. */
  readonly varying: readonly { readonly factor: Factor; readonly values: readonly FactorValue[] }[];
  readonly cellsAt: ReadonlyMap<string, readonly CellSummary[]>;
  readonly tablesAt: ReadonlyMap<string, readonly TierTable[]>;
  /** Targets that cannot run this suite here, with the reason. */
  readonly unavailable: readonly Absent[];
}

/** A target without a number, and why. */
export interface Absent {
  readonly target: string;
  readonly words: string;
}

/** A target that has no rank; its cell, where it has one. */
export interface Unranked extends Absent {
  readonly cell: CellSummary;
}

export interface ShownSuite {
  readonly index: SuiteIndex;
  readonly metric: Metric;
  readonly point: Point;
  /** Null where no launch at this point gave the metric. */
  readonly table: TierTable | null;
  /** The ranked targets by tier, the best first. */
  readonly tiers: readonly (readonly Standing[])[];
  readonly unranked: readonly Unranked[];
  readonly absent: readonly Absent[];
  /** What the address asks for in vain. */
  readonly notices: readonly string[];
}

/** The suites of the run that have a cell. */
export function suiteIndexes(loaded: LoadedRun): SuiteIndex[] {
  const cellsOf = grouped(loaded.cells, ({ suite }) => suite);
  return suitesOf(loaded).map((suite) => {
    const cells = cellsOf.get(suite.name) ?? [];
    const keyOf = ({ point }: { readonly point: Point }) => pointKey(fullPoint(suite, point));
    return {
      suite,
      cells,
      varying: suite.factors
        .map((factor) => ({ factor, values: valuesOf(suite, factor, cells) }))
        .filter(({ values }) => values.length > 1),
      cellsAt: grouped(cells, keyOf),
      tablesAt: grouped(
        loaded.tiers.filter((table) => table.suite === suite.name),
        keyOf,
      ),
      unavailable: loaded.run.unavailable
        .filter((one) => one.suite === suite.name)
        .map(({ target, reason, remedy }) => ({ target, words: remedied(reason, remedy) })),
    };
  });
}

/** A reason and, where there is one, what mends it. */
export function remedied(reason: string, remedy: string | null): string {
  return `not available here: ${reason}${remedy === null ? '' : ` (mend it with: ${remedy})`}`;
}

/** The suite at the point and by the metric that the state asks for, where the suite has them. */
export function shownSuite(
  index: SuiteIndex,
  { metric: wanted, at }: Pick<State, 'metric' | 'at'>,
  remarks: LoadedRun['remarks'],
): ShownSuite {
  const { suite, cells } = index;
  const [primary] = suite.metrics;
  const metric = suite.metrics.find(({ name }) => name === wanted) ?? primary;
  if (metric === undefined) throw new Error(`suite ${suite.name} has no metric`);
  const { point, notices } = pointOf(suite, cells, at);
  const key = pointKey(point);
  const here = (index.cellsAt.get(key) ?? []).filter((cell) => cell.metric === metric.name);
  const table = index.tablesAt.get(key)?.find((one) => one.metric === metric.name) ?? null;
  const ranked = (table?.standings ?? []).filter(({ tier }) => tier !== null);
  return {
    index,
    metric,
    point,
    table,
    tiers: [...grouped(ranked, ({ tier }) => tier).values()],
    unranked: unrankedOf(table, here, remarks),
    absent: [...notHere(index, here), ...index.unavailable],
    notices,
  };
}

/** Those with a standing in its order, then those of which nothing was recorded. */
function unrankedOf(
  table: TierTable | null,
  here: readonly CellSummary[],
  remarks: LoadedRun['remarks'],
): Unranked[] {
  const standings = table?.standings ?? [];
  const judged = standings.flatMap((standing) => {
    const cell = here.find(({ target }) => target === standing.target);
    if (cell === undefined || standing.tier !== null) return [];
    return [{ target: cell.target, cell, words: unrankedWords(standing, cell, remarks) }];
  });
  const known = new Set(standings.map(({ target }) => target));
  const rest = here.filter(({ target }) => !known.has(target));
  return [
    ...judged,
    ...rest.map((cell) => ({
      target: cell.target,
      cell,
      words: unrankedWords(null, cell, remarks),
    })),
  ];
}

/** What an address says of a point of the suite: the factors that vary. */
export function placeIn({ varying }: SuiteIndex, point: Point): At {
  return Object.fromEntries(
    varying.map(({ factor: { name, default: usual } }) => [name, String(point[name] ?? usual)]),
  );
}

/** What an address says of other suites than this one. */
export function placeOutside({ suite }: SuiteIndex, at: At): At {
  const own = new Set(suite.factors.map(({ name }) => name));
  return Object.fromEntries(Object.entries(at).filter(([name]) => !own.has(name)));
}

/** Targets that the run measured at other points of the suite only. */
function notHere({ cells }: SuiteIndex, here: readonly CellSummary[]): Absent[] {
  const present = new Set(here.map(({ target }) => target));
  const others = new Set(cells.map(({ target }) => target).filter((target) => !present.has(target)));
  return [...others].map((target) => ({ target, words: 'not planned at this point' }));
}
