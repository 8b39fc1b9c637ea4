/** The marks of a run: how many of its cells carry which, and which cells these are. */
import { cellKey, type CellSummary } from '../../../../harness/model/cell.js';
import { spoilWords, type ValidityCode, validityReasons } from '../../../../harness/model/validity.js';
import { count, exact } from '../../chart/numbers.js';
import { element, foldable } from '../../page/dom.js';
import type { ViewContext } from '../../page/view.js';
import { renderTable, type Table } from '../../table/table.js';
import type { Places } from './launch-place.js';

/** The cells that have something in common. */
export interface MarkedCells {
  /** Null for cells of the plan of which nothing is recorded. */
  readonly code: ValidityCode | null;
  readonly cells: readonly CellSummary[];
}

/** Every mark that a cell carries, by how many do; a cell that carries two is in both. */
export function markedCells(cells: readonly CellSummary[]): MarkedCells[] {
  const ofCode = new Map<ValidityCode | null, Map<string, CellSummary>>();
  const add = (code: ValidityCode | null, cell: CellSummary) => {
    const known = ofCode.get(code) ?? new Map<string, CellSummary>();
    ofCode.set(code, known);
    if (!known.has(cellKey(cell))) known.set(cellKey(cell), cell);
  };
  const measured = new Set<string>();
  for (const cell of cells) if (cell.n > 0 || cell.validity.length > 0) measured.add(cellKey(cell));
  for (const cell of cells) {
    for (const code of cell.validity) add(code, cell);
    if (!measured.has(cellKey(cell))) add(null, cell);
  }
  return [...ofCode]
    .map(([code, found]) => ({ code, cells: [...found.values()] }))
    .sort((a, b) => b.cells.length - a.cells.length);
}

/** How many cells there are, and how many of them carry no mark. */
export function cellCounts(cells: readonly CellSummary[]): { readonly all: number; readonly clean: number } {
  const marked = new Set(markedCells(cells).flatMap(({ cells: some }) => some.map(cellKey)));
  const all = new Set(cells.map(cellKey)).size;
  return { all, clean: all - marked.size };
}

/** As many cells of a list are shown; the table of the launches has them all. */
const shownCells = 100;

/** Every mark in words, with the list of its cells. */
export function marksSection(context: ViewContext, places: Places): HTMLElement {
  const { cells } = context.loaded;
  const marked = markedCells(cells);
  const { all, clean } = cellCounts(cells);
  const items = marked.map((one) => element('li', {}, markEntry(one, all, context, places)));
  return foldable(
    'Marks',
    true,
    element(
      'p',
      {},
      `${exact(clean)} of ${count(all, 'cell')} carry no mark. A cell may carry several; every number with one is shown with it and never ranked.`,
    ),
    element('ul', { class: 'marks-list' }, ...items),
  );
}

function markEntry(
  { code, cells }: MarkedCells,
  all: number,
  context: ViewContext,
  places: Places,
): HTMLElement {
  const name = code ?? 'missing';
  const words = code === null ? 'planned, and nothing is recorded of it' : validityReasons[code].words;
  const spoils = code === null ? null : `Spoils ${spoilWords[validityReasons[code].spoils]}.`;
  const details = element(
    'details',
    {},
    element(
      'summary',
      {},
      element('b', {}, name),
      ' ',
      element('span', {}, words),
      ' ',
      element('span', { class: 'quiet' }, `${exact(cells.length)} of ${count(all, 'cell')}`),
    ),
  );
  // Thousands of cells may carry a mark: their list is made when it is asked for.
  details.addEventListener(
    'toggle',
    () => {
      const caption = `Cells marked ${name}${cells.length > shownCells ? `: the first ${shownCells} of ${exact(cells.length)}` : ''}`;
      details.append(
        ...(spoils === null ? [] : [element('p', {}, spoils)]),
        renderTable(cellTable(caption, cells.slice(0, shownCells), context, places)),
      );
    },
    { once: true },
  );
  return details;
}

function cellTable(
  caption: string,
  cells: readonly CellSummary[],
  { loaded, question }: ViewContext,
  places: Places,
): Table<CellSummary> {
  const titleOf = (name: string) => loaded.run.suites.find((suite) => suite.name === name)?.title ?? name;
  return {
    caption,
    columns: [
      {
        title: 'Target',
        text: ({ target }) => target,
        open: (cell) => {
          const name = places.cellName(cell);
          return name && (() => question(name));
        },
        csv: [],
      },
      { title: 'Suite', text: ({ suite }) => titleOf(suite), csv: [] },
      { title: 'Where', text: (cell) => places.words(cell) || 'its only point', csv: [] },
    ],
    groups: [{ title: null, rows: cells }],
  };
}
