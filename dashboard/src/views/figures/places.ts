/** The figures and published tables of a run: those that it measured something for. Pure. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { Figure } from '../../../../harness/model/figure.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import type { LoadedRun } from '../../data/loaded-run.js';

/** A figure of a suite, or the table that others have published of it. */
export interface Place {
  readonly suite: SuiteDeclaration;
  /** Null for a published table. */
  readonly figure: Figure | null;
}

/** The figures that have a cell, then the published tables, suite by suite as they are declared. */
export function placesOf({ run, cells }: Pick<LoadedRun, 'run' | 'cells'>): Place[] {
  const figures = run.suites.flatMap((suite) =>
    suite.figures.filter(({ fixed }) => hasCell(cells, suite, fixed)).map((figure) => ({ suite, figure })),
  );
  const tables = run.suites.filter((suite) => suite.published !== undefined && hasCell(cells, suite, {}));
  return [...figures, ...tables.map((suite) => ({ suite, figure: null }))];
}

function hasCell(cells: readonly CellSummary[], suite: SuiteDeclaration, fixed: Figure['fixed']): boolean {
  return cells.some(
    ({ suite: name, point }) =>
      name === suite.name && Object.entries(fixed).every(([factor, value]) => point[factor] === value),
  );
}

/** What a place is called. */
export function titleOf({ suite, figure }: Place): string {
  return figure?.title ?? suite.published?.title ?? suite.title;
}

/** The figure that an address asks for: the first that fits, the first of all when none does. */
export function placeOf(
  places: readonly Place[],
  { suite, figure }: { readonly suite: string | null; readonly figure: string | null },
): { place: Place | null; notices: string[] } {
  const fitting = places.find(
    (place) =>
      (suite === null || place.suite.name === suite) && (figure === null || place.figure?.id === figure),
  );
  if (fitting !== undefined) return { place: fitting, notices: [] };
  const asked = [suite === null ? null : `suite “${suite}”`, figure === null ? null : `figure “${figure}”`];
  const words = asked.filter((word) => word !== null).join(' with ');
  return {
    place: places[0] ?? null,
    notices: words === '' ? [] : [`This run has no ${words}: showing the first there is.`],
  };
}
