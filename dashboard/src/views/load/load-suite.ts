/** Which suite the load view opens where the address names none. Pure. */
import type { LoadedRun } from '../../data/loaded-run.js';
import { suitesOf } from '../../page/selection.js';
import type { State } from '../../page/state.js';

type Cells = Pick<LoadedRun, 'run' | 'cells'>;

/** The state with the suite that is shown: without one in the address the first that has a load generator, if any has. */
export function withLoadSuite(loaded: Cells, state: State): State {
  return { ...state, suite: state.suite ?? usualSuite(loaded) };
}

/** A choice as the address has to say it: elsewhere no suite stands for the first, here for the usual one. */
export function loadChange(loaded: Cells, change: Partial<State>): Partial<State> {
  if (change.suite === undefined) return change;
  const chosen = change.suite ?? suitesOf(loaded)[0]?.name ?? null;
  return { ...change, suite: chosen === usualSuite(loaded) ? null : chosen };
}

function usualSuite(loaded: Cells): string | null {
  const suites = suitesOf(loaded);
  return (suites.find(({ load }) => load !== undefined) ?? suites[0])?.name ?? null;
}
