/** The frame of the page: which run and view are shown, and the way from the address to them and back. */
import type { PublishedIndex } from '../../published.js';
import { DataError } from '../data/data-error.js';
import { loadRun } from '../data/load-runs.js';
import { type LoadedRun, targetsOf } from '../data/loaded-run.js';
import { dateAndTime } from '../chart/numbers.js';
import { cellDialog } from '../views/cell/cell-dialog.js';
import { byId, element } from './dom.js';
import { linkButton } from './link-button.js';
import { runChooser, viewLinks } from './navigation.js';
import { openViews } from './open-views.js';
import { defaultState, formatHash, parseHash, type State } from './state.js';
import type { View, ViewContext } from './view.js';
import { type ViewName, views } from './view-names.js';

/** A change of one of these is a step that the browser's back button takes back. */
const steps = ['view', 'run', 'other', 'suite', 'figure', 'cell'] as const;

interface Shown {
  readonly loaded: LoadedRun;
  readonly name: ViewName;
  readonly view: View;
}

export class Shell {
  readonly #index: PublishedIndex;
  #state: State = defaultState;
  #shown: Shown | null = null;
  #dialog: { readonly state: State; readonly element: HTMLDialogElement } | null = null;
  /** Notices of the address and the run, and those of the view. */
  #notices: { address: readonly string[]; view: readonly string[] } = { address: [], view: [] };
  /** Counts the showings, so that a slow one that was overtaken does not end up on the page. */
  #turn = 0;

  constructor(index: PublishedIndex) {
    this.#index = index;
  }

  /** Shows what the address asks for. */
  async show(): Promise<void> {
    const turn = ++this.#turn;
    const { state, notices } = parseHash(location.hash);
    this.#state = state;
    try {
      const { entry, notices: ofRun } = this.#entry(state.run);
      const loaded = this.#shown?.loaded.run.id === entry.id ? this.#shown.loaded : await loadRun(entry);
      if (turn !== this.#turn) return;
      this.#notices = { address: [...notices, ...ofRun, ...pinNotices(state, loaded)], view: [] };
      this.#open(loaded);
      await this.draw();
    } catch (thrown) {
      if (turn === this.#turn) this.#fail(thrown);
    }
    document.body.dataset['ready'] = 'true';
  }

  /** Draws the view that is open, for the state as it is: also after a change of theme. */
  async draw(): Promise<void> {
    if (this.#shown === null) return;
    const { loaded, name, view } = this.#shown;
    byId('views').replaceChildren(viewLinks(this.#state, name));
    byId('tools').replaceChildren(
      runChooser(this.#runs(), loaded.run.id, (run) => this.#choose({ run })),
      linkButton(() => ({ ...this.#state, run: loaded.run.id, data: loaded.hash })),
    );
    try {
      await view.update(this.#state);
    } catch (thrown) {
      this.#fail(thrown);
    }
    this.#say();
    this.#showCell();
  }

  #open(loaded: LoadedRun): void {
    const { view: name } = this.#state;
    if (this.#shown?.loaded === loaded && this.#shown.name === name) return;
    this.#shown?.view.destroy();
    const view = openViews[name](this.#context(loaded));
    this.#shown = { loaded, name, view };
    document.title = `${views[name].title} – Tutti`;
    byId('content').replaceChildren(
      element(
        'header',
        { class: 'head' },
        element('h1', {}, views[name].title),
        element('p', { class: 'lead' }, views[name].question),
      ),
      view.root,
    );
  }

  #context(loaded: LoadedRun): ViewContext {
    return {
      loaded,
      targets: targetsOf(loaded),
      choose: (change) => this.#choose(change),
      question: (cell) => this.#choose({ cell }),
      say: (notices) => {
        this.#notices = { ...this.#notices, view: notices };
        this.#say();
      },
      loadOther: (id) => loadRun(this.#entry(id).entry),
      runs: this.#runs(),
    };
  }

  /** Takes over what the reader chose: writes it into the address, and shows it. */
  #choose(change: Partial<State>): void {
    const next = { ...this.#state, ...change };
    const isStep = steps.some((name) => next[name] !== this.#state[name]);
    const address = formatHash(next) || location.pathname + location.search;
    if (isStep) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    if (next.run !== this.#state.run || next.view !== this.#state.view) void this.show();
    else {
      this.#state = next;
      void this.draw();
    }
  }

  #runs() {
    return this.#index.runs.map(({ id, startedAt, profile, host }) => ({
      id,
      title: `${dateAndTime(startedAt)} · ${profile} · ${host}`,
    }));
  }

  #entry(run: string | null) {
    const [newest] = this.#index.runs;
    if (newest === undefined) throw new DataError('No run is published here. Publish one: tutti publish.');
    const found = this.#index.runs.find(({ id }) => run === null || id === run);
    return {
      entry: found ?? newest,
      notices: found ? [] : [`There is no run “${run}” here: showing the newest.`],
    };
  }

  #showCell(): void {
    const { cell } = this.#state;
    if (this.#dialog?.state.cell === cell) return;
    this.#dialog?.element.remove();
    this.#dialog = null;
    if (cell === null || this.#shown === null) return;
    const dialog = cellDialog(this.#context(this.#shown.loaded), cell);
    this.#dialog = { state: this.#state, element: dialog };
    document.body.append(dialog);
    dialog.showModal();
  }

  #say(): void {
    const { address, view } = this.#notices;
    byId('notices').replaceChildren(...[...address, ...view].map((notice) => element('p', {}, notice)));
  }

  #fail(thrown: unknown): void {
    this.#shown?.view.destroy();
    this.#shown = null;
    const words = thrown instanceof Error ? thrown.message : String(thrown);
    byId('tools').replaceChildren(
      runChooser(this.#runs(), this.#state.run ?? '', (run) => this.#choose({ run })),
    );
    byId('content').replaceChildren(
      element('h1', {}, 'This run cannot be shown'),
      element('p', { role: 'alert' }, words),
    );
    this.#notices = { address: [], view: [] };
    this.#say();
  }
}

/** What is said of a link that was made for other data. */
function pinNotices({ data }: State, { hash }: LoadedRun): string[] {
  if (data === null || data === hash) return [];
  return [
    `This link was made for other data than is shown here: for ${data}, and this is ${hash ?? 'without a hash'}. The numbers may differ.`,
  ];
}
