/** Two runs on the page: what differs around them, what was found, cell by cell, and whether to believe it. */
import { chartPanel } from '../../chart/chart-panel.js';
import { columnWords } from '../../comparison/comparison-columns.js';
import { targetsOf } from '../../data/loaded-run.js';
import { element, foldable } from '../../page/dom.js';
import type { State } from '../../page/state.js';
import type { ViewContext } from '../../page/view.js';
import { firstRows } from '../../table/first-rows.js';
import { csvButton, renderTable, type ShownTable } from '../../table/table.js';
import { alarmsOf, orderWords, tallyWords } from './audit-words.js';
import { cellsChart } from './cells-chart.js';
import { cellsTable, type OpenSide } from './cells-table.js';
import { differenceTable } from './difference-table.js';
import { type RunComparison, suitesOfOne } from './run-comparison.js';
import { sideWords } from './sides.js';

/** The table on the page has this many cells at most. */
const shownCells = 500;

export interface ComparedRuns {
  readonly root: HTMLElement;
  draw(state: State): void;
  destroy(): void;
}

export function comparedRuns(context: ViewContext, comparison: RunComparison, open: OpenSide): ComparedRuns {
  const { a, b, document } = comparison;
  const cells = cellsTable(comparison, open);
  const table: ShownTable = {
    root: renderTable(firstRows(cells, shownCells)),
    csvButton: (file) => csvButton(cells, file),
  };
  const root = element('div', { class: 'compared' }, ...findingsOf(comparison), differencesOf(comparison));
  if (document.rows.every(({ ratio }) => ratio === null)) {
    root.append(
      foldable('The numbers', true, table.csvButton(`${b.run.id}-against-${a.run.id}.csv`), table.root),
    );
    return { root, draw: () => undefined, destroy: () => undefined };
  }
  const panel = chartPanel(
    {
      ...context,
      loaded: a,
      targets: [...new Set([...targetsOf(a), ...targetsOf(b)])],
      question: ({ suite, metric, target, at }) => {
        const row = document.rows.find(
          (candidate) =>
            candidate.suite === suite &&
            candidate.metric === metric &&
            candidate.target === target &&
            Object.entries(at).every(([name, value]) => String(candidate.point[name]) === value),
        );
        if (row !== undefined) open('a', row);
      },
    },
    captionOf,
    {
      relative: false,
      scale: false,
      numbersOpen: true,
      legend: true,
      numbers: () => ({
        ...table,
        root: element('div', {}, table.root, element('p', { class: 'quiet' }, columnWords)),
      }),
    },
  );
  root.append(panel.root);
  return {
    root,
    draw: (state) => panel.draw(cellsChart(comparison, state.hidden), state),
    destroy: () => panel.destroy(),
  };
}

function findingsOf(comparison: RunComparison): HTMLElement[] {
  const { a, b, document } = comparison;
  const alone = [
    { name: 'A', suites: suitesOfOne(a, b) },
    { name: 'B', suites: suitesOfOne(b, a) },
  ].filter(({ suites }) => suites.length > 0);
  return [
    element('p', { class: 'lead' }, tallyWords(document.rows)),
    element('p', { class: 'quiet' }, `${sideWords('a', a)} ${sideWords('b', b)}`),
    element(
      'div',
      { class: 'notes' },
      ...alarmsOf(comparison).map((words) => element('p', { class: 'alarm' }, words)),
    ),
    element(
      'p',
      { class: 'quiet' },
      [
        'Two runs share no blocks: how a machine differs from one session to the next is in the ratios, and not in their intervals.',
        ...orderWords(comparison),
        ...alone.map(({ name, suites }) => `Only run ${name} measured: ${suites.join(', ')}.`),
      ].join(' '),
    ),
  ];
}

function differencesOf(comparison: RunComparison): HTMLElement {
  const { differences } = comparison.document;
  const mattering = differences.filter(({ matters }) => matters).length;
  if (differences.length === 0) {
    return element('p', {}, 'Machine, software and way of measuring are the same in both.');
  }
  const words =
    mattering === 0
      ? 'Differences around them: none makes the numbers incomparable'
      : `Differences around them: ${mattering} make numbers incomparable`;
  const table = element('div', { class: 'differences' }, renderTable(differenceTable(comparison)));
  return foldable(words, mattering > 0, table);
}

function captionOf(): HTMLElement {
  return element(
    'figcaption',
    {},
    element(
      'p',
      {},
      'Each point is a cell: a target at a point of a suite. Above 1 run B is better, below 1 run A. Bars: 95 % interval of the ' +
        'ratio. A hollow point has something known against it, in either run.',
    ),
  );
}
