/** What a view is: a part of the page that shows one state of one run. */
import type { LoadedRun } from '../data/loaded-run.js';
import type { CellName, State } from './state.js';

/** What a view is given when it is opened. */
export interface ViewContext {
  readonly loaded: LoadedRun;
  /** Every target of the run: what is hidden keeps its colour for itself. */
  readonly targets: readonly string[];
  /** Takes over what the reader chose: writes it into the address, and draws. */
  readonly choose: (change: Partial<State>) => void;
  /** Opens the launches behind a number. */
  readonly question: (cell: CellName) => void;
  /** The state that a link to this number leads to; null in a run that no link leads to. */
  readonly linkTo: (cell: CellName) => State | null;
  /** Tells the reader what the view had to choose otherwise than the address says; replaces what it told before. */
  readonly say: (notices: readonly string[]) => void;
  /** Loads another published run. @throws DataError */
  readonly loadOther: (id: string) => Promise<LoadedRun>;
  /** The published runs, newest first, with what is written of them in a choice. */
  readonly runs: readonly { readonly id: string; readonly title: string }[];
}

/** A view on the page, drawn anew for every state. */
export interface View {
  readonly root: HTMLElement;
  /**
   * Draws for this state; also called when the theme has changed. What has to be loaded first makes it a promise: a later
   * call overtakes an earlier one.
   */
  update(state: State): void | Promise<void>;
  destroy(): void;
}

export type OpenView = (context: ViewContext) => View;
