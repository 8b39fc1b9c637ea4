/** How numbers moved from run to run, and when they changed. */
import type { ChartModel } from '../../chart/chart-model.js';
import { chartPanel, usualPanel } from '../../chart/chart-panel.js';
import { counted } from '../../chart/numbers.js';
import { loadTrends } from '../../data/load-trends.js';
import { chooser } from '../../page/choosers.js';
import { element } from '../../page/dom.js';
import { keepFocus } from '../../page/keep-focus.js';
import type { State } from '../../page/state.js';
import type { OpenView, ViewContext } from '../../page/view.js';
import { csvButton, renderTable, shownTable } from '../../table/table.js';
import { changeList } from './change-list.js';
import { conditionSets, type ConditionSets } from './conditions.js';
import { curvesOf, trendChart, type TrendCurve } from './trend-chart.js';
import { type TrendSelection, trendSelection } from './trend-selection.js';
import { detectableTable, type TrendRow, trendTable } from './trend-table.js';

export const openHistory: OpenView = (context) => {
  const root = element('div', { class: 'history-view' });
  const bar = element('div');
  const words = element('div', { class: 'sections' });
  let curves: readonly TrendCurve[] = [];
  const panel = chartPanel(context, caption, {
    ...usualPanel,
    relative: false,
    numbers: (model) => shownTable(trendTable(model, curves, (row) => openRow(context, row))),
  });
  return {
    root,
    async update(state) {
      const trends = await loadTrends();
      const selection = trendSelection(trends, context.loaded.run, state);
      if (selection === null) {
        root.replaceChildren(...noHistory());
        return;
      }
      context.say(selection.notices);
      const conditions = conditionSets(selection.trends);
      curves = curvesOf(selection.trends, conditions);
      const { hidden, y: scale } = state;
      const model = trendChart(selection, curves, { hidden, scale, run: context.loaded.run.id });
      if (!bar.isConnected) root.replaceChildren(bar, panel.root, words);
      keepFocus(bar, () => bar.replaceChildren(choosersOf(context, selection, state)));
      panel.draw(model, state);
      const visible = curves.filter(({ key }) => !hidden.has(key));
      words.replaceChildren(
        changeList(visible),
        conditionsSection(conditions),
        detectableSection(context, selection, curves),
      );
    },
    destroy: () => panel.destroy(),
  };
};

function caption({ y }: ChartModel): HTMLElement {
  const start = y.scale === 'log' ? '' : ' The vertical axis does not begin at zero.';
  return element(
    'figcaption',
    {},
    element(
      'p',
      {},
      'Every point is the median over the launches of one run, with its 95 % interval; a hollow one has something known against it. ' +
        `Runs stand at equal distances, in the order of time. Vertical lines are changes of level.${start}`,
    ),
  );
}

/** Opens the launches behind a point, in its run; null where that is not published here. */
function openRow({ runs, choose, loaded }: ViewContext, { curve, point }: TrendRow): (() => void) | null {
  if (!runs.some(({ id }) => id === point.run)) return null;
  const { suite, metric, target, point: place } = curve.trend;
  const at = Object.fromEntries(Object.entries(place).map(([name, value]) => [name, String(value)]));
  const cell = { suite, metric, target, at };
  // The hash in the address is that of the run on the page.
  return () => choose(point.run === loaded.run.id ? { cell } : { run: point.run, data: null, cell });
}

function choosersOf({ choose }: ViewContext, selection: TrendSelection, { at }: State): HTMLElement {
  const named = (choices: TrendSelection['suites']) =>
    choices.map(({ name, title }) => ({ value: name, title }));
  const { suites, suite, metrics, metric, factors, point } = selection;
  return element(
    'div',
    { class: 'selection', role: 'group', 'aria-label': 'What is shown' },
    chooser('Suite', named(suites), suite.name, (name) =>
      choose({ suite: name, metric: null, at: {}, x: null, figure: null, y: null }),
    ),
    chooser('Metric', named(metrics), metric.name, (name) => choose({ metric: name, y: null })),
    ...factors.map(({ name, title, unit, values }) => {
      const options = values.map((value) => ({
        value: String(value),
        title: typeof value === 'number' ? counted(value, unit) : value,
      }));
      return chooser(title, options, String(point[name]), (value) =>
        choose({ at: { ...at, [name]: value } }),
      );
    }),
  );
}

function conditionsSection({ common, sets }: ConditionSets): HTMLElement {
  const list = (entries: ConditionSets['common']) =>
    element(
      'dl',
      {},
      ...entries.map(([name, value]) =>
        element('div', {}, element('dt', {}, name), element('dd', {}, value)),
      ),
    );
  const differing = sets.length < 2 ? [] : sets.map((entries, index) => ({ number: index + 1, entries }));
  return element(
    'section',
    {},
    element('h2', {}, 'Under which conditions'),
    element(
      'p',
      {},
      sets.length < 2
        ? 'All of these runs were measured under the same conditions; only the code may differ.'
        : `These runs were measured under ${sets.length} sets of conditions: each is a curve of its own, for their numbers cannot be joined.`,
    ),
    element(
      'div',
      { class: 'groups' },
      element(
        'section',
        {},
        element('h3', {}, sets.length < 2 ? 'The same in all' : 'The same in all sets'),
        list(common),
      ),
      ...differing.map(({ number, entries }) =>
        element('section', {}, element('h3', {}, `Conditions ${number}`), list(entries)),
      ),
    ),
  );
}

function detectableSection(
  { loaded }: ViewContext,
  { suite, metric }: TrendSelection,
  curves: readonly TrendCurve[],
): HTMLElement {
  const table = detectableTable(curves);
  return element(
    'section',
    {},
    element('h2', {}, 'What could be seen'),
    element(
      'p',
      { class: 'buttons' },
      csvButton(table, `${loaded.run.id}-${suite.name}-${metric.name}-trends.csv`),
    ),
    renderTable(table),
  );
}

/** Nothing was kept: how that is begun. */
function noHistory(): HTMLElement[] {
  const commands = ['tutti run', 'tutti history --add', 'tutti publish'];
  return [
    element('p', {}, 'No history was published with this page. It is made of runs that are kept for good:'),
    element('pre', { tabindex: '0', role: 'group', 'aria-label': 'Commands' }, commands.join('\n')),
    element(
      'p',
      {},
      'Keep a run now and then, under the same conditions: from 11 runs on a change can be shown. ',
      element('code', {}, 'tutti history'),
      ' shows the same in the terminal, and ',
      element('code', {}, 'tutti history --help'),
      ' says how to keep a history on a branch of a repository, and how to search the commit behind a change.',
    ),
  ];
}
