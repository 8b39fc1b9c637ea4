/** Which suite and figure of a run are shown, and the links to the others. Pure. */
import type { Figure } from '../../../harness/model/figure.js';
import type { Run } from '../../../harness/model/run.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';
import type { State } from './state.js';

/** A place on the page: a figure of a suite, or a suite without figures. */
export interface Place {
  readonly suite: SuiteDeclaration;
  readonly figure: Figure | null;
}

/** Every place of a run: the figures that its plan measures, then the suites that have none, as they are declared. */
export function placesOf(run: Run): Place[] {
  const ofSuites = run.suites.map((suite) => ({
    suite,
    figures: suite.figures.filter((figure) => isPlanned(run, suite, figure)),
  }));
  return [
    ...ofSuites.flatMap(({ suite, figures }) => figures.map((figure) => ({ suite, figure }))),
    ...ofSuites.flatMap(({ suite, figures }) => (figures.length === 0 ? [{ suite, figure: null }] : [])),
  ];
}

/** True when the plan has a launch that a figure draws. */
function isPlanned(run: Run, suite: SuiteDeclaration, { fixed }: Figure): boolean {
  return run.plan.launches.some(
    (launch) =>
      launch.suite === suite.name &&
      Object.entries(fixed).every(([factor, value]) => launch.point[factor] === value),
  );
}

/** The place that a state asks for: the first that fits, the first of all when nothing does. */
export function placeOf(run: Run, { suite, figure }: State): { place: Place | null; notices: string[] } {
  const places = placesOf(run);
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

/** The state that shows a place as it is declared; run and unknown keys stay. */
export function stateOf(run: Run, place: Place, before: State): State {
  const [first] = placesOf(run);
  const isFirst = first?.suite === place.suite && first.figure === place.figure;
  return {
    ...before,
    suite: isFirst ? null : place.suite.name,
    figure: isFirst ? null : (place.figure?.id ?? null),
    y: null,
    relative: false,
    hidden: new Set(),
  };
}
