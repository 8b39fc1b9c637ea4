/** Two runs side by side: published ones, or such that the reader brings. */
import { reasonOf } from '../../../../harness/model/errors.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { CellOverlay } from '../../page/cell-overlay.js';
import { chooser } from '../../page/choosers.js';
import { element } from '../../page/dom.js';
import { keepFocus, keepFocusUntil } from '../../page/keep-focus.js';
import { atOf } from '../../page/selection.js';
import { type CellName, defaultState, type State } from '../../page/state.js';
import type { OpenView, ViewContext } from '../../page/view.js';
import { bringArea } from './bring-area.js';
import { broughtRuns } from './brought-runs.js';
import type { OpenSide } from './cells-table.js';
import { type ComparedRuns, comparedRuns } from './compared-runs.js';
import { compareLoaded, sharedSuites, type Wanted } from './run-comparison.js';
import { sideChoosers, type Sides, sidesOf } from './sides.js';

export const openTwoRuns: OpenView = (context) => {
  const choosers = element('div');
  const bring = bringArea(broughtRuns);
  const overlay = new CellOverlay();
  const area = new ComparisonArea(context, overlay);
  const root = element('div', { class: 'two' }, choosers, area.root, bring.root);
  let last: State | null = null;
  let turn = 0;
  const update = async (state: State) => {
    last = state;
    overlay.close();
    const mine = ++turn;
    const sides = await sidesOf(context, state, broughtRuns);
    if (mine !== turn) return;
    bring.show();
    const wanted = wantedOf(sides, state);
    keepFocus(choosers, () =>
      choosers.replaceChildren(
        sideChoosers(context, state, sides, broughtRuns),
        whatChoosers(context, sides, wanted),
      ),
    );
    const why = sides.b === null ? whyNone(context, sides.problem) : whyNot(sides.a, sides.b);
    context.say(why === null ? noticesOf(state, wanted) : []);
    // That nothing is chosen yet is nothing to be alarmed at.
    const look = sides.problem === null ? { class: 'lead', role: 'status' } : { role: 'alert' };
    if (sides.b === null || why !== null) area.say(element('p', look, why ?? ''));
    else await area.show([sides.a, sides.b], wanted, state, () => mine !== turn);
  };
  const unsubscribe = broughtRuns.onChange(() => {
    const state = last;
    if (state !== null) void keepFocusUntil(root, () => update(state));
  });
  return {
    root,
    update,
    destroy() {
      unsubscribe();
      turn++;
      overlay.close();
      area.say();
    },
  };
};

/** The part of the view that shows what was compared: made once for the same runs, suite and metric. */
class ComparisonArea {
  readonly root = element('div');
  readonly #context: ViewContext;
  readonly #overlay: CellOverlay;
  #shown: { readonly of: readonly unknown[]; readonly compared: ComparedRuns } | null = null;

  /** @param overlay for the launches of the run that is not that of the page */
  constructor(context: ViewContext, overlay: CellOverlay) {
    this.#context = context;
    this.#overlay = overlay;
  }

  /** Shows something else instead. */
  say(...children: HTMLElement[]): void {
    this.#shown?.compared.destroy();
    this.#shown = null;
    this.root.replaceChildren(...children);
  }

  async show(
    [a, b]: readonly [LoadedRun, LoadedRun],
    wanted: Wanted,
    state: State,
    isOvertaken: () => boolean,
  ): Promise<void> {
    const asked = [a, b, wanted.suite, wanted.metric];
    if (!asked.every((one, place) => one === this.#shown?.of[place])) {
      this.say(element('p', {}, 'The runs are being compared.'));
      // The page shows that before it is busy.
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (isOvertaken()) return;
      try {
        const comparison = await compareLoaded(a, b, wanted);
        if (isOvertaken()) return;
        const compared = comparedRuns(this.#context, comparison, this.#openerOf(a, b));
        this.say(compared.root);
        this.#shown = { of: asked, compared };
      } catch (thrown) {
        if (!isOvertaken()) this.say(element('p', { role: 'alert' }, reasonOf(thrown)));
        return;
      }
    }
    this.#shown?.compared.draw(state);
  }

  /** Opens the launches of either run: those of the run of the page by the address, others over the page only. */
  #openerOf(a: LoadedRun, b: LoadedRun): OpenSide {
    return (side, { suite, metric, point, target }) => {
      const loaded = side === 'a' ? a : b;
      const declared = loaded.run.suites.find(({ name }) => name === suite);
      if (declared === undefined || target === null) return;
      const cell: CellName = { suite, metric, target, at: atOf(declared, loaded.cells, point) };
      if (loaded === this.#context.loaded) this.#context.question(cell);
      else this.#overlay.show(contextOf(this.#context, loaded, this.#overlay), cell);
    };
  }
}

/** For the dialog of another run than that of the page: its link leads to that run. */
function contextOf(context: ViewContext, loaded: LoadedRun, overlay: CellOverlay): ViewContext {
  const { run, hash } = loaded;
  const other: ViewContext = {
    ...context,
    loaded,
    choose: (change) => {
      if (change.cell !== undefined) overlay.show(other, change.cell);
    },
    linkTo: (cell) => (hash === null ? null : { ...defaultState, run: run.id, data: hash, cell }),
  };
  return other;
}

/** What the address asks for, where both runs have it. */
function wantedOf({ a, b }: Sides, { suite: name, metric: asked }: State): Wanted {
  const suite = b === null ? undefined : sharedSuites(a, b).find((candidate) => candidate.name === name);
  const metric = suite?.metrics.find((candidate) => candidate.name === asked);
  return { suite: suite?.name ?? null, metric: metric?.name ?? null };
}

/** What the address says in vain. */
function noticesOf({ suite, metric }: State, wanted: Wanted): string[] {
  if (suite !== null && wanted.suite === null) {
    return [`The two runs have no suite “${suite}” in common: showing all that both measured.`];
  }
  if (metric === null || wanted.metric !== null) return [];
  return [
    wanted.suite === null
      ? `The metric “${metric}” is of one suite, and none is chosen: showing the primary metric of each.`
      : `Suite ${wanted.suite} has no metric “${metric}” in both runs: showing its primary one.`,
  ];
}

function whatChoosers({ choose }: ViewContext, { a, b }: Sides, wanted: Wanted): HTMLElement {
  const suites = b === null ? [] : sharedSuites(a, b);
  const suite = suites.find(({ name }) => name === wanted.suite);
  const all = { value: '', title: 'all that both measured, by their primary metrics' };
  const metrics = (suite?.metrics ?? []).map(({ name, title }) => ({ value: name, title }));
  return element(
    'div',
    { class: 'selection', role: 'group', 'aria-label': 'What is compared' },
    suites.length === 0
      ? null
      : chooser(
          'Suite',
          [all, ...suites.map(({ name, title }) => ({ value: name, title }))],
          wanted.suite ?? '',
          (name) => choose({ suite: name === '' ? null : name, metric: null }),
        ),
    metrics.length === 0
      ? null
      : chooser('Metric', metrics, wanted.metric ?? metrics[0]?.value ?? '', (metric) => choose({ metric })),
  );
}

function whyNone({ runs }: ViewContext, problem: string | null): string {
  if (problem !== null) return problem;
  return runs.length > 1
    ? 'Choose run B above, or bring a run.'
    : 'Only one run is published here: bring a second one, or publish more (tutti publish).';
}

function whyNot(a: LoadedRun, b: LoadedRun): string | null {
  if (a === b) return 'Both sides are the same run: choose another.';
  return sharedSuites(a, b).length === 0
    ? 'The two runs have no suite in common: there is nothing to compare.'
    : null;
}
