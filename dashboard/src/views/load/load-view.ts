/** The view "load": throughput, and what the load generator saw, over the swept load. */
import type { Metric } from '../../../../harness/model/metric.js';
import { chartGroup } from '../../chart/chart-group.js';
import { type Sweep, sweepCells } from '../../chart/sweep/sweep.js';
import { sweepMarks } from '../../chart/sweep/sweep-marks.js';
import type { OpenCell } from '../../chart/sweep/sweep-columns.js';
import { chooser } from '../../page/choosers.js';
import { element, foldable, refill } from '../../page/dom.js';
import { keepFocus } from '../../page/keep-focus.js';
import { atOf, type Selection, selectionOf } from '../../page/selection.js';
import { selectionBar } from '../../page/selection-bar.js';
import type { State } from '../../page/state.js';
import type { OpenView, ViewContext } from '../../page/view.js';
import { csvButton, renderTable, type Table } from '../../table/table.js';
import {
  generatorMetric,
  loadCharts,
  metricNotices,
  onAxis,
  rateFactor,
  seenByGenerator,
} from './load-charts.js';
import { loadChange, withLoadSuite } from './load-suite.js';
import { bestCells, bestTable, loadTable } from './load-tables.js';

export const openLoad: OpenView = (page) => {
  const context: ViewContext = {
    ...page,
    choose: (change) => page.choose(loadChange(page.loaded, change)),
  };
  const bar = element('div');
  const words = element('div');
  const charts = chartGroup(context, { layout: 'stacked', controls: true });
  const marks = element('section', { class: 'sweep-marks' });
  const best = foldable('Each target at its best', true);
  const all = foldable('Every load', false);
  const root = element('div', { class: 'load' }, bar, words, charts.root, marks, best, all);
  return {
    root,
    update(asked) {
      const state = withLoadSuite(context.loaded, asked);
      const selection = selectionOf(context.loaded, { ...state, metric: null });
      if (selection === null) {
        words.replaceChildren(element('p', {}, 'This run measured nothing.'));
        return;
      }
      context.say([...selection.notices, ...metricNotices(selection.suite, state.metric)]);
      const metric = generatorMetric(selection.suite, state.metric);
      keepFocus(bar, () => bar.replaceChildren(...choosersOf(context, state, selection, metric)));
      words.replaceChildren(...introduction(context, selection));
      const { relative, hidden } = state;
      const options = { relative, hidden, yScale: state.y };
      charts.draw(loadCharts(selection, metric, context.loaded.cells, options), state);
      keepFocus(root, () => {
        marks.replaceChildren(...marksOf(context, state, selection));
        drawTables(context, state, selection, metric, best, all);
      });
    },
    destroy: () => charts.destroy(),
  };
};

function choosersOf(
  context: ViewContext,
  state: State,
  { suite }: Selection,
  metric: Metric | null,
): HTMLElement[] {
  const seen = seenByGenerator(suite).map(({ name, title }) => ({ value: name, title }));
  const usual = generatorMetric(suite, null);
  const beside =
    metric === null
      ? null
      : chooser('Beside the throughput', seen, metric.name, (name) =>
          context.choose({ metric: name === usual?.name ? null : name }),
        );
  const selection = selectionBar(context, state, { suite: true, swept: true, point: true });
  if (beside !== null) selection.append(beside);
  return [selection];
}

/** What the charts have in common, and what is not in them. */
function introduction({ loaded }: ViewContext, { suite, swept }: Selection): HTMLElement[] {
  if (suite.load === undefined) {
    return [
      element(
        'p',
        {},
        `${suite.title} has no load generator: what grows is “${swept.title}”, and nobody outside the target measures it.`,
      ),
    ];
  }
  const ours = loaded.cells.filter((cell) => cell.suite === suite.name);
  const closed = ours.length !== onAxis({ swept }, ours).length;
  return [
    element(
      'p',
      {},
      'The charts share their horizontal axis, and every point of all of them is of the same launches: a response time belongs to the throughput above it.',
    ),
    ...(swept.name === rateFactor && closed
      ? [
          element(
            'p',
            { class: 'quiet' },
            'A closed loop asks for no rate: it is in the table, and not on this axis.',
          ),
        ]
      : []),
  ];
}

/** What is known against the points, mark by mark. */
function marksOf({ loaded }: ViewContext, state: State, selection: Selection): HTMLElement[] {
  const shown = onAxis(selection, shownCells(loaded.cells, state, selection));
  const found = sweepMarks(shown, loaded.remarks);
  if (found.length === 0) {
    return [element('p', {}, 'Nothing is known against any of these points.')];
  }
  const items = found.map(({ words, places }) =>
    element('li', {}, `${words}: `, element('span', { class: 'quiet' }, places)),
  );
  return [element('h2', {}, 'What is known against these points'), element('ul', {}, ...items)];
}

function shownCells(cells: ViewContext['loaded']['cells'], { hidden }: State, sweep: Sweep) {
  return sweepCells(sweep, cells).filter(({ target }) => !hidden.has(target));
}

function drawTables(
  context: ViewContext,
  state: State,
  selection: Selection,
  metric: Metric | null,
  best: HTMLDetailsElement,
  all: HTMLDetailsElement,
): void {
  const { cells, remarks } = context.loaded;
  const { suite } = selection;
  const rows = shownCells(cells, state, selection);
  const open: OpenCell = (cell, name) => () =>
    context.question({
      suite: suite.name,
      metric: name,
      target: cell.target,
      at: atOf(suite, cells, cell.point),
    });
  const throughput = suite.metrics.find(({ source }) => source === 'throughput');
  best.hidden = throughput === undefined;
  if (throughput !== undefined) {
    const failed = suite.metrics.filter(({ source }) => source === 'failed-requests');
    const shown = [throughput, ...(metric === null ? [] : [metric]), ...failed];
    const table = bestTable(selection, bestCells(onAxis(selection, rows), throughput), shown, remarks, open);
    fill(context, best, table, `${suite.name}-best`);
  }
  fill(context, all, loadTable(selection, rows, remarks, open), `${suite.name}-load`);
}

function fill<Row>({ loaded }: ViewContext, part: HTMLDetailsElement, table: Table<Row>, name: string): void {
  const buttons = element('p', { class: 'buttons' }, csvButton(table, `${loaded.run.id}-${name}.csv`));
  refill(part, buttons, renderTable(table));
}
