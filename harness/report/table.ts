/** Tables for the terminal. */
import Table from 'cli-table3';

/** Columns that hold numbers are aligned to the right. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Longer text is wrapped. */
  readonly width?: number;
}

/** What a cell has on its left and its right. */
const padding = 2;

/** A plain table without colours: the same on a terminal and in a file. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const made = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: columns.map(({ title, width }, index) => {
      if (width === undefined) return null;
      const longest = Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0));
      return Math.min(longest, width) + padding;
    }),
    wordWrap: true,
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
