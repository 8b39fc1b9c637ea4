/** Which two runs are compared: published ones that the address names, or such that the reader brought. */
import { reasonOf } from '../../../../harness/model/errors.js';
import { count, dateAndTime } from '../../chart/numbers.js';
import type { BroughtRun } from '../../data/brought-run.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { chooser } from '../../page/choosers.js';
import { element } from '../../page/dom.js';
import type { State } from '../../page/state.js';
import type { ViewContext } from '../../page/view.js';
import type { BroughtRuns, SideName } from './brought-runs.js';

export interface Sides {
  readonly a: LoadedRun;
  /** Null while none is chosen, or where it cannot be loaded. */
  readonly b: LoadedRun | null;
  /** Why there is no run B, where one was asked for. */
  readonly problem: string | null;
}

/** Loads both sides. */
export async function sidesOf(
  { loaded, loadOther, runs }: ViewContext,
  { other }: State,
  brought: BroughtRuns,
): Promise<Sides> {
  const a = brought.side('a')?.loaded ?? loaded;
  const chosen = brought.side('b')?.loaded ?? null;
  if (chosen !== null) return { a, b: chosen, problem: null };
  if (other === null) return { a, b: null, problem: null };
  if (!runs.some(({ id }) => id === other)) {
    return { a, b: null, problem: `There is no run “${other}” here: choose another, or bring it.` };
  }
  try {
    return { a, b: other === a.run.id ? a : await loadOther(other), problem: null };
  } catch (thrown) {
    return { a, b: null, problem: reasonOf(thrown) };
  }
}

/** The two choices, each with what the run is. */
export function sideChoosers(
  context: ViewContext,
  state: State,
  { a, b }: Sides,
  brought: BroughtRuns,
): HTMLElement {
  return element(
    'div',
    { class: 'selection', role: 'group', 'aria-label': 'The two runs' },
    sideChooser(context, 'a', brought.side('a') ?? a.run.id, brought),
    sideChooser(context, 'b', brought.side('b') ?? (b === null ? '' : (state.other ?? '')), brought),
  );
}

function sideChooser(
  { runs, choose, loaded }: ViewContext,
  side: SideName,
  chosen: BroughtRun | string,
  brought: BroughtRuns,
): HTMLElement {
  const valueOf = (run: BroughtRun) => `brought ${brought.runs.indexOf(run)}`;
  const options = [
    ...(side === 'b' ? [{ value: '', title: 'none yet' }] : []),
    ...runs.map(({ id, title }) => ({ value: id, title })),
    ...brought.runs.map((run) => ({ value: valueOf(run), title: `brought: ${titleOf(run.loaded)}` })),
  ];
  const value = typeof chosen === 'string' ? chosen : valueOf(chosen);
  return chooser(side === 'a' ? 'Run A' : 'Run B', options, value, (next) => {
    const run = brought.runs.find((candidate) => valueOf(candidate) === next) ?? null;
    brought.choose(side, run);
    if (run !== null) return;
    if (side === 'b') choose({ other: next === '' ? null : next });
    else if (next !== loaded.run.id) choose({ run: next, data: null });
  });
}

/** `2 January 2026, 03:04 UTC · quick · local`, as the choice of runs says it. */
export function titleOf({ run }: LoadedRun): string {
  return `${dateAndTime(run.startedAt)} · ${run.plan.profile} · ${run.host}`;
}

/** What a run is, in a sentence. */
export function sideWords(side: SideName, { run, recorded }: LoadedRun): string {
  const launches = count(recorded, 'launch', 'launches');
  return `Run ${side.toUpperCase()}: ${run.id}, ${launches} recorded of ${run.plan.launches.toLocaleString('en-GB')} planned.`;
}
