/** Two runs side by side: published ones, or such that the reader brings. */
import { reasonOf } from '../../../../harness/model/errors.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { CellOverlay } from '../../page/cell-overlay.js';
import { chooser } from '../../page/choosers.js';
import { element } from '../../page/dom.js';
import { keepFocus, keepFocusUntil } from '../../page/keep-focus.js';
import { atOf } from '../../page/selection.js';
import type { CellName, State } from '../../page/state.js';
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
  const area = new ComparisonArea(context);
  const root = element('div', { class: 'two' }, choosers, area.root, bring.root);
  let last: State | null = null;
  let turn = 0;
  const update = async (state: State) => {
    last = state;
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
    // That nothing is chosen yet is nothing to be alarmed at.
    const look = sides.problem === null ? { class: 'lead' } : { role: 'alert' };
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
      area.say();
    },
  };
};

/** The part of the view that shows what was compared: made once for the same runs, suite and metric. */
class ComparisonArea {
  readonly root = element('div');
  readonly #context: ViewContext;
  #shown: { readonly of: readonly unknown[]; readonly compared: ComparedRuns } | null = null;

  constructor(context: ViewContext) {
    this.#context = context;
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
        const compared = comparedRuns(this.#context, comparison, openerOf(this.#context, a, b));
        this.say(compared.root);
        this.#shown = { of: asked, compared };
      } catch (thrown) {
        if (!isOvertaken()) this.say(element('p', { role: 'alert' }, reasonOf(thrown)));
        return;
      }
    }
    this.#shown?.compared.draw(state);
  }
}

/** What the address asks for, where both runs have it. */
function wantedOf({ a, b }: Sides, { suite: name, metric: asked }: State): Wanted {
  const suite = b === null ? undefined : sharedSuites(a, b).find((candidate) => candidate.name === name);
  const metric = suite?.metrics.find((candidate) => candidate.name === asked);
  return { suite: suite?.name ?? null, metric: metric?.name ?? null };
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

/** Opens the launches of either run: those of the run of the page by the address, others over the page only. */
function openerOf(context: ViewContext, a: LoadedRun, b: LoadedRun): OpenSide {
  const overlay = new CellOverlay();
  return (side, { suite, metric, point, target }) => {
    const loaded = side === 'a' ? a : b;
    const declared = loaded.run.suites.find(({ name }) => name === suite);
    if (declared === undefined || target === null) return;
    const cell: CellName = { suite, metric, target, at: atOf(declared, loaded.cells, point) };
    if (loaded === context.loaded) {
      context.question(cell);
      return;
    }
    const other: ViewContext = {
      ...context,
      loaded,
      choose: (change) => {
        if (change.cell !== undefined) overlay.show(other, change.cell);
      },
    };
    overlay.show(other, cell);
  };
}
