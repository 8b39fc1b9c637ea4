/** The frame of the page: which run and view are shown, and the way from the address to them and back. */
import type { PublishedIndex } from '../../published.js';
import { DataError } from '../data/data-error.js';
import { loadRun } from '../data/load-runs.js';
import { type LoadedRun, targetsOf } from '../data/loaded-run.js';
import { dateAndTime } from '../chart/numbers.js';
import { CellOverlay } from './cell-overlay.js';
import { byId } from './dom.js';
import { failedRun, failedView, headOf } from './head.js';
import { keepFocus, keepFocusUntil } from './keep-focus.js';
import { linkButton } from './link-button.js';
import { runChooser, viewLinks } from './navigation.js';
import { Notices } from './notices.js';
import { defaultState, formatHash, parseHash, type State } from './state.js';
import type { OpenView, View, ViewContext } from './view.js';
import { type ViewName, views } from './view-names.js';

/** A change of one of these is a step that the browser's back button takes back. */
const steps = ['view', 'run', 'other', 'suite', 'figure', 'cell'] as const;

/** A view on the page. */
interface Opened {
  readonly loaded: LoadedRun;
  readonly name: ViewName;
  readonly context: ViewContext;
  readonly view: View;
}

export class Shell {
  readonly #index: PublishedIndex;
  readonly #openViews: Readonly<Record<ViewName, OpenView>>;
  readonly #notices = new Notices();
  readonly #overlay = new CellOverlay();
  #state: State = defaultState;
  /** The part of the address that was read or written last: browsers tell a step back twice. */
  #hash: string | null = null;
  #loaded: LoadedRun | null = null;
  #opened: Opened | null = null;
  /** Counts the drawings, so that a slow one that was overtaken does not end up on the page. */
  #turn = 0;

  /** @param openViews every view by its name */
  constructor(index: PublishedIndex, openViews: Readonly<Record<ViewName, OpenView>>) {
    this.#index = index;
    this.#openViews = openViews;
  }

  /** Shows what the address asks for, unless that is shown. */
  async show(): Promise<void> {
    if (location.hash === this.#hash) return;
    this.#hash = location.hash;
    const { state, notices } = parseHash(location.hash);
    this.#notices.set('address', notices);
    await this.#take(state);
  }

  /** Draws everything again: after a change of theme. */
  async draw(): Promise<void> {
    await this.#take(this.#state);
  }

  /** Takes over what the reader chose: writes it into the address, and shows it. */
  #choose(change: Partial<State>): void {
    const next = { ...this.#state, ...change };
    const isStep = steps.some((name) => next[name] !== this.#state[name]);
    const address = formatHash(next) || location.pathname + location.search;
    if (isStep) history.pushState(null, '', address);
    else history.replaceState(null, '', address);
    this.#hash = location.hash;
    this.#notices.set('address', []);
    void this.#take(next);
  }

  /** The page says that it is ready when the last drawing has ended, whatever came of it. */
  async #take(state: State): Promise<void> {
    const isOfCell = isOnlyOfCell(this.#state, state);
    this.#state = state;
    // Behind the dialog the view stays as it is, so that the focus finds its way back.
    if (isOfCell && this.#opened !== null) {
      this.#overlay.show(this.#opened.context, state.cell);
      return;
    }
    const turn = ++this.#turn;
    delete document.body.dataset['ready'];
    const isOvertaken = (): boolean => turn !== this.#turn;
    try {
      await this.#load(isOvertaken);
      if (!isOvertaken()) await this.#draw(isOvertaken);
    } catch (thrown) {
      if (!isOvertaken()) this.#failView(thrown);
    }
    if (!isOvertaken()) document.body.dataset['ready'] = 'true';
  }

  /** Loads the run, if it is another one. */
  async #load(isOvertaken: () => boolean): Promise<void> {
    const { run } = this.#state;
    const entry = this.#entry(run) ?? this.#index.runs[0];
    try {
      if (entry === undefined) throw new DataError('No run is published here. Publish one: tutti publish.');
      const loaded = this.#loaded?.run.id === entry.id ? this.#loaded : await loadRun(entry);
      if (isOvertaken()) return;
      this.#loaded = loaded;
      this.#notices.set('run', [
        ...(run === null || run === entry.id ? [] : [`There is no run “${run}” here: showing the newest.`]),
        ...pinNotices(this.#state, loaded),
      ]);
    } catch (thrown) {
      if (!isOvertaken()) this.#failRun(thrown, entry?.id ?? null);
    }
  }

  /** Draws the view for the state as it is. */
  async #draw(isOvertaken: () => boolean): Promise<void> {
    if (this.#loaded === null) return;
    this.#drawFrame(this.#loaded.run.id);
    const loaded = this.#loaded;
    // A view that is opened anew, for another run, has the controls of the one before.
    await keepFocusUntil(byId('content'), () => this.#open(loaded).view.update(this.#state));
    if (!isOvertaken()) this.#overlay.show(this.#open(loaded).context, this.#state.cell);
  }

  /** The view of the state: the one that is open, if it is that. */
  #open(loaded: LoadedRun): Opened {
    const { view: name } = this.#state;
    if (this.#opened?.loaded === loaded && this.#opened.name === name) return this.#opened;
    const before = this.#opened?.name ?? null;
    this.#close();
    document.title = `${views[name].title} – Tutti`;
    byId('content').replaceChildren(headOf(name, loaded));
    const context = this.#context(loaded);
    const opened = { loaded, name, context, view: this.#openViews[name](context) };
    this.#opened = opened;
    byId('content').append(opened.view.root);
    if (before !== null && before !== name) byId('title').focus();
    return opened;
  }

  #close(): void {
    const opened = this.#opened;
    this.#opened = null;
    this.#overlay.close();
    this.#notices.set('view', []);
    opened?.view.destroy();
  }

  /** @param run the run that is shown, or should be; null when there is none */
  #drawFrame(run: string | null): void {
    const chooser =
      run === null ? [] : [runChooser(this.#runs(), run, (id) => this.#choose({ run: id, data: null }))];
    const loaded = this.#loaded;
    const link =
      loaded === null ? [] : [linkButton(() => ({ ...this.#state, run: loaded.run.id, data: loaded.hash }))];
    const [ways, tools] = [byId('views'), byId('tools')];
    keepFocus(ways, () => ways.replaceChildren(viewLinks(this.#state, this.#state.view)));
    keepFocus(tools, () => tools.replaceChildren(...chooser, ...link));
  }

  #context(loaded: LoadedRun): ViewContext {
    const context: ViewContext = {
      loaded,
      targets: targetsOf(loaded),
      choose: (change) => this.#choose(change),
      question: (cell) => this.#choose({ cell }),
      linkTo: (cell) => ({ ...this.#state, cell, run: loaded.run.id, data: loaded.hash }),
      say: (notices) => {
        if (this.#opened === null || this.#opened.context === context) this.#notices.set('view', notices);
      },
      loadOther: async (id) => {
        const entry = this.#entry(id);
        if (entry === undefined) throw new DataError(`There is no run “${id}” here.`);
        return await loadRun(entry);
      },
      runs: this.#runs(),
    };
    return context;
  }

  #runs() {
    return this.#index.runs.map(({ id, startedAt, profile, host }) => ({
      id,
      title: `${dateAndTime(startedAt)} · ${profile} · ${host}`,
    }));
  }

  /** The published run of this name. */
  #entry(run: string | null) {
    return this.#index.runs.find(({ id }) => run === null || id === run);
  }

  /** Says why there is no run; another one can be chosen. @param run the one that there is not */
  #failRun(thrown: unknown, run: string | null): void {
    this.#loaded = null;
    this.#close();
    this.#notices.set('run', []);
    document.title = 'Tutti';
    this.#drawFrame(run);
    byId('content').replaceChildren(failedRun(thrown));
  }

  /** Says why there is no view; the others can still be chosen, and this one is opened anew with the next choice. */
  #failView(thrown: unknown): void {
    const { view: name } = this.#state;
    try {
      this.#close();
    } finally {
      byId('content').replaceChildren(
        ...(this.#loaded === null ? [] : [headOf(name, this.#loaded)]),
        failedView(thrown),
      );
    }
  }
}

/** Whether two states differ in the cell, and in nothing else. */
function isOnlyOfCell(before: State, after: State): boolean {
  const rest = (state: State): string => formatHash({ ...state, cell: null });
  return before.cell !== after.cell && rest(before) === rest(after);
}

/** What is said of a link that was made for other data. */
function pinNotices({ data }: State, { hash }: LoadedRun): string[] {
  if (data === null || data === hash) return [];
  return [
    `This link was made for other data than is shown here: for ${data}, and this is ${hash ?? 'without a hash'}. The numbers may differ.`,
  ];
}
