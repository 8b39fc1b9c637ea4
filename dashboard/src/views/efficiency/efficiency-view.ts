/** The view "efficiency": what a unit of work costs in CPU time, switches of the kernel, and memory. */
import { chartGroup } from '../../chart/chart-group.js';
import { figureChart } from '../../chart/figure-chart.js';
import { sweepCells, sweepFigure } from '../../chart/sweep/sweep.js';
import type { OpenCell } from '../../chart/sweep/sweep-columns.js';
import { counted } from '../../chart/numbers.js';
import { chooser } from '../../page/choosers.js';
import { element, foldable, refill } from '../../page/dom.js';
import { keepFocus } from '../../page/keep-focus.js';
import { atOf, type Selection, selectionOf, valuesOf } from '../../page/selection.js';
import { selectionBar } from '../../page/selection-bar.js';
import { valueChange } from '../../page/selection-change.js';
import type { State } from '../../page/state.js';
import type { OpenView, ViewContext } from '../../page/view.js';
import { csvButton, renderTable } from '../../table/table.js';
import { cellsAt, concurrentUnit, costsOf, efficiencyTable } from './efficiency-table.js';

export const openEfficiency: OpenView = (context) => {
  const bar = element('div');
  const charts = chartGroup(context, { layout: 'side-by-side', controls: true });
  const words = element('div');
  const numbers = foldable('At one point', true);
  const root = element('div', { class: 'efficiency' }, bar, words, charts.root, numbers);
  return {
    root,
    update(state) {
      const selection = selectionOf(context.loaded, state);
      if (selection === null) {
        words.replaceChildren(element('p', {}, 'This run measured nothing.'));
        return;
      }
      context.say(selection.notices);
      keepFocus(bar, () =>
        bar.replaceChildren(selectionBar(context, state, { suite: true, swept: true, point: true })),
      );
      words.replaceChildren(...introduction(selection));
      const { cells } = context.loaded;
      const models = costsOf(selection.suite).map((metric) => {
        const figure = sweepFigure(selection, metric, cells);
        const options = { relative: state.relative, hidden: state.hidden, yScale: state.y ?? figure.y.scale };
        return figureChart(selection.suite, figure, cells, options);
      });
      charts.draw(models, state);
      keepFocus(numbers, () => drawTable(context, state, selection, numbers));
    },
    destroy: () => charts.destroy(),
  };
};

function introduction({ suite, swept }: Selection): HTMLElement[] {
  if (costsOf(suite).length === 0) {
    return [element('p', {}, `${suite.title} measures neither CPU time, nor switches, nor memory.`)];
  }
  const unit = concurrentUnit(swept);
  return [
    element(
      'p',
      {},
      `CPU time and switches are of the target alone, per ${suite.work.one}; memory is the peak of its largest process.` +
        (unit === null
          ? ''
          : ` That peak over “${swept.title}” is computed: with the runtime's own share, and without the other processes of a target that has several.`),
    ),
  ];
}

function drawTable(
  context: ViewContext,
  state: State,
  selection: Selection,
  numbers: HTMLDetailsElement,
): void {
  const { cells, remarks, run } = context.loaded;
  const { suite, swept, point } = selection;
  const value = point[swept.name] ?? swept.default;
  const shown = sweepCells(selection, cells).filter(({ target }) => !state.hidden.has(target));
  const rows = cellsAt(shown, value, suite);
  const open: OpenCell = (cell, metric) => () =>
    context.question({ suite: suite.name, metric, target: cell.target, at: atOf(suite, cells, cell.point) });
  const table = efficiencyTable(suite, swept, rows, remarks, open);
  refill(
    numbers,
    pointChooser(context, state, selection),
    element('p', { class: 'buttons' }, csvButton(table, `${run.id}-${suite.name}-efficiency.csv`)),
    renderTable(table),
  );
}

/** At which value of the swept factor the table looks. */
function pointChooser({ loaded, choose }: ViewContext, state: State, selection: Selection): HTMLElement {
  const { suite, swept, point } = selection;
  const values = valuesOf(suite, swept, loaded.cells);
  const options = values.map((value) => ({
    value: String(value),
    title: typeof value === 'number' ? counted(value, swept.unit) : value,
  }));
  return chooser(swept.title, options, String(point[swept.name] ?? swept.default), (text) => {
    const value = values.find((candidate) => String(candidate) === text);
    if (value !== undefined)
      choose(valueChange(loaded, state, selection, { factor: swept, value, whole: [] }));
  });
}
