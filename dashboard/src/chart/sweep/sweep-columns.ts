/** Columns that tables of a sweep have in common. Pure. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { Metric } from '../../../../harness/model/metric.js';
import type { Factor } from '../../../../harness/model/point.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import type { Column } from '../../table/table.js';
import { exact, grouped } from '../numbers.js';
import type { SweepCell } from './sweep.js';

/** Opens the launches behind a metric of a cell. */
export type OpenCell = (cell: SweepCell, metric: string) => () => void;

export const targetColumn: Column<SweepCell> = {
  title: 'Target',
  text: ({ target }) => target,
  csv: [{ name: 'target', value: ({ target }) => target }],
};

/** @param zero what a value of 0 stands for, where it is no amount */
export function factorColumn({ name, title }: Factor, zero = '0'): Column<SweepCell> {
  return {
    title,
    numeric: true,
    text: ({ value }) => (value === 0 ? zero : typeof value === 'number' ? exact(value) : value),
    csv: [{ name, value: ({ value }) => value }],
  };
}

/** Median with its interval, as a button to the launches. */
export function metricColumn({ name, title, unit }: Metric, open: OpenCell): Column<SweepCell> {
  const of = (cell: SweepCell) => cell.metrics.get(name);
  return {
    title: `${title} (${unit})`,
    numeric: true,
    text: (cell) => valueText(of(cell)),
    open: (cell) => open(cell, name),
    csv: [
      { name, value: (cell) => of(cell)?.median ?? null },
      { name: `${name} lo`, value: (cell) => of(cell)?.lo ?? null },
      { name: `${name} hi`, value: (cell) => of(cell)?.hi ?? null },
      { name: `${name} n`, value: (cell) => of(cell)?.n ?? null },
    ],
  };
}

function valueText(cell: CellSummary | undefined): string {
  if (cell === undefined || cell.median === null) return 'missing';
  if (cell.lo === null || cell.hi === null) return grouped(cell.median);
  return `${grouped(cell.median)} [${grouped(cell.lo)}, ${grouped(cell.hi)}]`;
}

/** Launches and validity. */
export function stateColumns(remarks: LoadedRun['remarks']): Column<SweepCell>[] {
  const words = ({ key, n, validity }: SweepCell) => validityWords({ n, validity }, remarks.get(key));
  return [
    {
      title: 'Launches',
      numeric: true,
      text: ({ n }) => exact(n),
      csv: [{ name: 'n', value: ({ n }) => n }],
    },
    { title: 'Validity', text: words, csv: [{ name: 'validity', value: words }] },
  ];
}
