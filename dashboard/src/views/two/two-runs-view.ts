/** Two runs side by side: published ones, or such that the reader brings. */
import type { ComparisonRow } from '../../../../harness/model/comparison.js';
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
import { type ComparedRuns, comparedRuns } from './compared-runs.js';
import { compareLoaded, sharedSuites, type Wanted } from './run-comparison.js';
import { sideChoosers, type Sides, sidesOf } from './sides.js';

interface Shown {
  readonly key: string;
  readonly sides: Sides;
  readonly compared: ComparedRuns;
}

export const openTwoRuns: OpenView = (context) => {
  const choosers = element('div');
  const bring = bringArea(broughtRuns);
  const content = element('div');
  const root = element('div', { class: 'two' }, choosers, content, bring.root);
  let last: State | null = null;
  let shown: Shown | null = null;
  let turn = 0;
  const clear = (...children: HTMLElement[]) => {
    shown?.compared.destroy();
    shown = null;
    content.replaceChildren(...children);
  };
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
    const { a, b, problem } = sides;
    const why = b === null ? whyNone(context, problem) : whyNot(a, b);
    if (b === null || why !== null) {
      clear(element('p', { role: 'alert' }, why ?? ''));
      return;
    }
    const key = JSON.stringify(wanted);
    if (shown?.key !== key || shown.sides.a !== a || shown.sides.b !== b) {
      clear(element('p', {}, 'The runs are being compared.'));
      // The page shows that before it is busy.
      await new Promise((resolve) => setTimeout(resolve, 0));
      try {
        const comparison = await compareLoaded(a, b, wanted);
        if (mine !== turn) return;
        const compared = comparedRuns(context, comparison, openerOf(context, sides));
        clear(compared.root);
        shown = { key, sides, compared };
      } catch (thrown) {
        if (mine === turn) clear(element('p', { role: 'alert' }, reasonOf(thrown)));
        return;
      }
    }
    shown?.compared.draw(state);
  };
  const unsubscribe = broughtRuns.onChange(() => {
    if (last !== null) void keepFocusUntil(root, () => (last === null ? undefined : update(last)));
  });
  return {
    root,
    update,
    destroy() {
      unsubscribe();
      turn++;
      clear();
    },
  };
};

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
function openerOf(context: ViewContext, { a, b }: Sides) {
  const overlay = new CellOverlay();
  return (side: 'a' | 'b', { suite, metric, point, target }: ComparisonRow) => {
    const loaded = side === 'a' ? a : (b ?? a);
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
