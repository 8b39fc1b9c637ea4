/** Tables: declared once, as columns over rows; shown as HTML and written as CSV. */
import { stringify } from 'csv-stringify/browser/esm/sync';
import { element } from '../page/dom.js';

/** A column: what a person reads, and the fields that stand for it in the CSV. */
export interface Column<Row> {
  readonly title: string;
  readonly numeric?: boolean;
  readonly text: (row: Row) => string;
  /** Opens what stands behind the text, where something does: then it is a button. */
  readonly open?: (row: Row) => (() => void) | null;
  /** Which side the text is for, where it is a verdict: a colour beside the words. */
  readonly tone?: (row: Row) => 'better' | 'worse' | null;
  readonly csv: readonly { readonly name: string; readonly value: (row: Row) => string | number | null }[];
}

export interface Table<Row> {
  /** What the table holds: its caption. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  /** Rows that belong together, under a heading where there is one. */
  readonly groups: readonly { readonly title: string | null; readonly rows: readonly Row[] }[];
}

/** The table as HTML, in a frame that scrolls where the table is wider than the screen. */
export function renderTable<Row>({ caption, columns, groups }: Table<Row>): HTMLElement {
  const head = columns.map((column) =>
    element('th', { scope: 'col', ...classes(column.numeric === true ? 'number' : null) }, column.title),
  );
  const bodies = groups.map(({ title, rows }) =>
    element(
      'tbody',
      {},
      title === null ? null : groupRow(title, columns.length),
      ...rows.map((row) => bodyRow(columns, row)),
    ),
  );
  return element(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...head)),
      ...bodies,
    ),
  );
}

/** The table as CSV (RFC 4180): every digit; what does not exist is empty. Text that a spreadsheet would compute is quoted. */
export function tableCsv<Row>({ columns, groups }: Table<Row>): string {
  const fields = columns.flatMap(({ csv }) => csv);
  const rows = groups.flatMap((group) => group.rows);
  return stringify(
    [fields.map(({ name }) => name), ...rows.map((row) => fields.map(({ value }) => value(row)))],
    {
      escape_formulas: true,
    },
  );
}

/** A button that saves the table as a file. */
export function csvButton<Row>(table: Table<Row>, file: string): HTMLButtonElement {
  const button = element('button', { type: 'button' }, 'Download CSV');
  button.addEventListener('click', () => {
    const url = URL.createObjectURL(new Blob([tableCsv(table)], { type: 'text/csv' }));
    element('a', { href: url, download: file }).click();
    // The browser has taken the file by the end of this turn's tasks.
    setTimeout(() => URL.revokeObjectURL(url), 0);
  });
  return button;
}

/** A table on the page, of whatever rows. */
export interface ShownTable {
  readonly root: HTMLElement;
  /** A button that saves it. */
  csvButton(file: string): HTMLButtonElement;
}

export function shownTable<Row>(table: Table<Row>): ShownTable {
  return { root: renderTable(table), csvButton: (file) => csvButton(table, file) };
}

function groupRow(title: string, width: number): HTMLElement {
  return element(
    'tr',
    { class: 'group' },
    element('th', { scope: 'rowgroup', colspan: String(width) }, title),
  );
}

function bodyRow<Row>(columns: readonly Column<Row>[], row: Row): HTMLElement {
  const cells = columns.map((column, index) => {
    const look = classes(column.numeric === true ? 'number' : null, column.tone?.(row) ?? null);
    return index === 0
      ? element('th', { scope: 'row', ...look }, content(column, row))
      : element('td', look, content(column, row));
  });
  return element('tr', {}, ...cells);
}

function content<Row>({ text, open }: Column<Row>, row: Row): string | HTMLElement {
  const act = open?.(row) ?? null;
  if (act === null) return text(row);
  const button = element('button', { type: 'button', class: 'open' }, text(row));
  button.addEventListener('click', act);
  return button;
}

function classes(...names: readonly (string | null)[]): Record<string, string> {
  const given = names.filter((name) => name !== null);
  return given.length === 0 ? {} : { class: given.join(' ') };
}
