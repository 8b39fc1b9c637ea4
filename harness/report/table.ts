/** Tables for the terminal. */
import Table from 'cli-table3';

/** Columns that hold numbers are aligned to the right. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A plain table without colours: the same on a terminal and in a file. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const made = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    style: { head: [], border: [], compact: true },
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: ' ',
    },
  });
  for (const row of rows) made.push([...row]);
  return made
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
