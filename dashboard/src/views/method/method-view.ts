/** How every number of the page came about, said from the declarations that made it. */
import { element, foldable } from '../../page/dom.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import type { OpenView } from '../../page/view.js';
import { csvButton, renderTable, type Table } from '../../table/table.js';
import { cellCounts, markedCells } from '../run/marked-cells.js';
import { markTable, metricTable } from './declared-tables.js';
import { type Formula, formulas } from './formulas.js';
import {
  claimMeanings,
  comparisonMeanings,
  failureMeanings,
  historyMeanings,
  launchMeanings,
  type Meaning,
} from './method-words.js';

export const openMethod: OpenView = ({ loaded }) => ({
  root: methodPage(loaded),
  update: () => undefined,
  destroy: () => undefined,
});

function methodPage(loaded: LoadedRun): HTMLElement {
  const { all } = cellCounts(loaded.cells);
  const carried = new Map(markedCells(loaded.cells).map(({ code, cells }) => [code ?? '', cells.length]));
  const file = (what: string) => `${loaded.run.id}-${what}.csv`;
  return element(
    'div',
    { class: 'sections method' },
    section('From a launch to a number', meanings(launchMeanings(loaded, all))),
    section('What is measured', ...tableParts(metricTable(loaded), file('metrics'))),
    section(
      'What may stand against a number',
      element(
        'p',
        {},
        'Every number carries the reasons why it may not mean what it says. One with a mark is shown with it, and never ranked.',
      ),
      ...tableParts(markTable(carried), file('marks')),
      foldable('Every way a launch can fail', false, meanings(failureMeanings())),
    ),
    section('When a difference is real', meanings(comparisonMeanings())),
    section('When a claim holds', meanings(claimMeanings(loaded))),
    section('Over time', meanings(historyMeanings())),
    section('The formulas, and who found them', ...formulas.map(formulaGroup)),
    section('To check a number', checking(loaded)),
    section('What this page does not do', notDone()),
  );
}

function section(title: string, ...parts: readonly HTMLElement[]): HTMLElement {
  return element('section', {}, element('h2', {}, title), ...parts);
}

function meanings(all: readonly Meaning[]): HTMLElement {
  const items = all.map(([word, meaning]) =>
    element('div', {}, element('dt', {}, word), element('dd', {}, meaning)),
  );
  return element('dl', { class: 'prose' }, ...items);
}

function tableParts<Row>(table: Table<Row>, file: string): HTMLElement[] {
  return [renderTable(table), element('p', { class: 'buttons' }, csvButton(table, file))];
}

function formulaGroup({ title, formulas: some }: (typeof formulas)[number]): HTMLElement {
  return element(
    'div',
    {},
    element('h3', {}, title),
    element('dl', { class: 'prose' }, ...some.map(formulaEntry)),
  );
}

function formulaEntry({ name, how, source, file }: Formula): HTMLElement {
  return element(
    'div',
    {},
    element('dt', {}, name),
    element(
      'dd',
      {},
      how,
      element('p', { class: 'source' }, source === null ? null : `${source}. `, element('code', {}, file)),
    ),
  );
}

function checking({ run, hash }: LoadedRun): HTMLElement {
  return element(
    'ol',
    { class: 'steps' },
    step(
      'Open it. Every number on this page leads to its launches: each value, its block, its marks, and the command that does a launch again.',
    ),
    step(
      'Recompute it. “Recompute” makes the interval again from these launches, in your browser, with the functions that made it.',
    ),
    step(
      'Take it with you. Every table has a CSV with every digit, and the launches of a suite are a table of the view “Run”.',
    ),
    step(
      'Do it in the terminal. This makes every derived table of the run again and says whether it is what is stored: ',
      element('code', {}, `tutti recompute ${run.id}`),
    ),
    step(
      hash === null
        ? 'This run was brought by you: it has no published hash.'
        : 'Pin it. A copied link names the run and the hash that its data were published with, launches included; the page says so when this run was published with another. The history and run B of “Two runs” are not pinned. The hash of these: ',
      ...(hash === null ? [] : [element('code', {}, hash)]),
    ),
  );
}

function step(words: string, ...more: readonly HTMLElement[]): HTMLElement {
  return element('li', {}, words, ...more);
}

function notDone(): HTMLElement {
  const sentences = [
    'It asks for nothing from anywhere else: no request leaves the folder that it lies in, and its security policy forbids it.',
    'It does not count, follow or remember its readers; what was chosen stands in the address alone.',
    'It puts no missing number in a mean, ranks none that carries a mark, and calls nothing equal because no difference was found.',
    'It does not say what another machine would do: servers and clients share one machine here, and published curves are from the hardware of their time. Compare shapes, not heights.',
  ];
  return element('ul', { class: 'steps' }, ...sentences.map((words) => step(words)));
}
