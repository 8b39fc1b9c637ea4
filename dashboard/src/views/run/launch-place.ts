/** Where a launch belongs: its cell, in words and as what the address says of it. Pure. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { Factor, Point } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { exact } from '../../chart/numbers.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { valuesOf } from '../../page/selection.js';
import type { CellName } from '../../page/state.js';

type Place = Pick<CellSummary, 'suite' | 'target' | 'point'>;

/** Names the cells of a run. */
export interface Places {
  /** The factors of a suite that vary in the run: what tells its points apart. */
  varying(suite: string): readonly Factor[];
  /** `64 clients, rate 0`: the values of the varying factors; empty where the suite has one point. */
  words(place: Pick<Place, 'suite' | 'point'>): string;
  /** The number to open for a cell: its primary metric; null for a suite that the run does not declare. */
  cellName(place: Place): CellName | null;
}

export function placesIn({ run, cells }: Pick<LoadedRun, 'run' | 'cells'>): Places {
  const known = new Map<string, { readonly suite: SuiteDeclaration; readonly varying: readonly Factor[] }>();
  for (const suite of run.suites) {
    const varying = suite.factors.filter((factor) => valuesOf(suite, factor, cells).length > 1);
    known.set(suite.name, { suite, varying });
  }
  return {
    varying: (suite) => known.get(suite)?.varying ?? [],
    words({ suite, point }) {
      const factors = known.get(suite)?.varying ?? [];
      return factors.map((factor) => valueWords(factor, point)).join(', ');
    },
    cellName({ suite, target, point }) {
      const found = known.get(suite);
      const [metric] = found?.suite.metrics ?? [];
      if (found === undefined || metric === undefined) return null;
      const at = found.varying.map(
        ({ name, default: usual }) => [name, String(point[name] ?? usual)] as const,
      );
      return { suite, metric: metric.name, target, at: Object.fromEntries(at) };
    },
  };
}

function valueWords({ name, default: usual }: Factor, point: Point): string {
  const value = point[name] ?? usual;
  return `${name} ${typeof value === 'number' ? exact(value) : value}`;
}
