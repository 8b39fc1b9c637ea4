/** Columns of tables of comparisons, declared once: of two targets in one run, and of one target in two runs. Pure. */
import type { ComparisonRow } from '../../../harness/model/comparison.js';
import { exact, grouped } from '../chart/numbers.js';
import type { Column } from '../table/table.js';
import { probabilityWords, shareWords, toneOf, verdictWords } from './verdict-words.js';

/** A row that has a comparison, or nothing where neither side was launched. */
export interface Compared {
  readonly row: ComparisonRow | null;
}

/** The median of a side, which opens its launches. @param column `name` is that of its CSV column */
export function medianColumn(
  { title, name, side }: { title: string; name: string; side: 'a' | 'b' },
  open: (row: ComparisonRow) => void,
): Column<Compared> {
  const medianOf = ({ row }: Compared) => (side === 'a' ? row?.medianA : row?.medianB) ?? null;
  return {
    title,
    numeric: true,
    text: (compared) => {
      const median = medianOf(compared);
      return median === null ? 'missing' : grouped(median);
    },
    // A side without a number may have launches too, which say why.
    open: ({ row }) => (row === null ? null : () => open(row)),
    csv: [{ name, value: medianOf }],
  };
}

/** How many times better the first side is. */
export const ratioColumn: Column<Compared> = {
  title: 'Ratio',
  numeric: true,
  text: ({ row }) => ratioText(row?.ratio ?? null),
  csv: [{ name: 'ratio', value: ({ row }) => row?.ratio ?? null }],
};

export const intervalColumn: Column<Compared> = {
  title: '95 % interval',
  numeric: true,
  text: ({ row }) =>
    row === null || row.lo === null || row.hi === null ? '–' : `${ratioText(row.lo)} to ${ratioText(row.hi)}`,
  csv: [
    { name: 'lo', value: ({ row }) => row?.lo ?? null },
    { name: 'hi', value: ({ row }) => row?.hi ?? null },
  ],
};

/** @param title what is counted: blocks that both sides share, or launches */
export function countColumn(title: string): Column<Compared> {
  return {
    title,
    numeric: true,
    text: ({ row }) => exact(row?.n ?? 0),
    csv: [{ name: 'n', value: ({ row }) => row?.n ?? 0 }],
  };
}

/** Over all rows of the table, after Benjamini and Hochberg. */
export const qColumn: Column<Compared> = {
  title: 'q',
  numeric: true,
  text: ({ row }) => probabilityWords(row?.q ?? null),
  csv: [
    { name: 'p', value: ({ row }) => row?.p ?? null },
    { name: 'q', value: ({ row }) => row?.q ?? null },
  ],
};

/** The least difference that the comparison could have called one; in the CSV also the floor, which a heading tells. */
export const mdeColumn: Column<Compared> = {
  title: 'Could see',
  numeric: true,
  text: ({ row }) => (row === null || row.mde === null ? '–' : shareWords(row.mde)),
  csv: [
    { name: 'mde', value: ({ row }) => row?.mde ?? null },
    { name: 'floor', value: ({ row }) => row?.floor ?? null },
    { name: 'floorMeasured', value: ({ row }) => (row === null ? null : String(row.floorMeasured)) },
  ],
};

/** In words, coloured for the side that it is for. */
export const verdictColumn: Column<Compared> = {
  title: 'Verdict',
  text: ({ row }) => (row === null ? 'missing: not measured in this run' : verdictWords(row)),
  tone: ({ row }) => (row === null ? null : toneOf(row)),
  csv: [
    { name: 'verdict', value: ({ row }) => row?.verdict ?? null },
    {
      name: 'words',
      value: ({ row }) => (row === null ? 'missing: not measured in this run' : verdictWords(row)),
    },
    { name: 'marks', value: ({ row }) => row?.validity.join(' ') ?? null },
  ],
};

/** What the titles of the columns mean, for under the table. */
export const columnWords =
  'q: of the rows with this q or a lesser one, this share at most is expected to differ by chance (Benjamini and Hochberg, over ' +
  'the whole table). Could see: the least difference that the comparison would have called one.';

function ratioText(ratio: number | null): string {
  if (ratio === null) return '–';
  return ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio.toFixed(3);
}
