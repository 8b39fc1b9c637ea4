/** The figures and published tables of a run: those that it measured something for, and those that it did not. Pure. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { Figure } from '../../../../harness/model/figure.js';
import type { ProfileName } from '../../../../harness/model/profile.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { profileFor } from './needed-profile.js';

/** A figure of a suite, or the table that others have published of it. */
export interface Place {
  readonly suite: SuiteDeclaration;
  /** Null for a published table. */
  readonly figure: Figure | null;
}

/** A figure or table that the run has no cell of. */
export interface MissingPlace extends Place {
  /** The smallest profile that measures some of it with an interval; null: none does. */
  readonly profile: ProfileName | null;
}

type Cells = Pick<LoadedRun, 'run' | 'cells'>;

/** The figures that have a cell, then the published tables, suite by suite as they are declared. */
export function placesOf({ run, cells }: Cells): Place[] {
  return everyPlace(run).filter((place) => hasCell(cells, place));
}

/** The others. */
export function missingPlacesOf({ run, cells }: Cells): MissingPlace[] {
  return everyPlace(run)
    .filter((place) => !hasCell(cells, place))
    .map((place) => ({ ...place, profile: profileFor(place.suite, [place.figure?.fixed ?? {}]) }));
}

function everyPlace({ suites }: LoadedRun['run']): Place[] {
  const figures = suites.flatMap((suite) => suite.figures.map((figure) => ({ suite, figure })));
  const tables = suites.filter(({ published }) => published !== undefined);
  return [...figures, ...tables.map((suite) => ({ suite, figure: null }))];
}

function hasCell(cells: readonly CellSummary[], { suite, figure }: Place): boolean {
  return cells.some(
    ({ suite: name, point }) =>
      name === suite.name &&
      Object.entries(figure?.fixed ?? {}).every(([factor, value]) => point[factor] === value),
  );
}

/** What a place is called. */
export function titleOf({ suite, figure }: Place): string {
  return figure?.title ?? suite.published?.title ?? suite.title;
}

/** What an address calls it, within its suite. */
export function idOf({ figure }: Place): string {
  return figure?.id ?? 'published-table';
}

/**
 * The figure that an address asks for: the first that fits, the first of all when none does.
 * @param suites every suite of the run, those without a figure too
 */
export function placeOf(
  places: readonly Place[],
  suites: readonly Pick<SuiteDeclaration, 'name'>[],
  { suite, figure }: { readonly suite: string | null; readonly figure: string | null },
): { place: Place | null; notices: string[] } {
  const fitting = places.find(
    (place) => (suite === null || place.suite.name === suite) && (figure === null || idOf(place) === figure),
  );
  if (fitting !== undefined) return { place: fitting, notices: [] };
  if (suites.some(({ name }) => name === suite) && places.every((place) => place.suite.name !== suite)) {
    return {
      place: places[0] ?? null,
      notices: [`Suite “${suite}” has no figure here: showing the first there is.`],
    };
  }
  const asked = [suite === null ? null : `suite “${suite}”`, figure === null ? null : `figure “${figure}”`];
  const words = asked.filter((word) => word !== null).join(' with ');
  return {
    place: places[0] ?? null,
    notices: words === '' ? [] : [`This run has no ${words}: showing the first there is.`],
  };
}
