/** Columns that tables of a sweep have in common. Pure. */
import { countColumn, metricColumn, textColumn } from '../../table/columns.js';
import type { Metric } from '../../../../harness/model/metric.js';
import type { Factor } from '../../../../harness/model/point.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import type { Column } from '../../table/table.js';
import { exact } from '../numbers.js';
import type { SweepCell } from './sweep.js';

/** Opens the launches behind a metric of a cell. */
export type OpenCell = (cell: SweepCell, metric: string) => () => void;

export const targetColumn = textColumn<SweepCell>('Target', 'target', ({ target }) => target);

/** @param zero what a value of 0 stands for, where it is no amount */
export function factorColumn({ name, title }: Factor, zero = '0'): Column<SweepCell> {
  return {
    title,
    numeric: true,
    text: ({ value }) => (value === 0 ? zero : typeof value === 'number' ? exact(value) : value),
    csv: [{ name, value: ({ value }) => value }],
  };
}

/** A metric of the cells, as a button to its launches. */
export function sweepMetricColumn(metric: Metric, open: OpenCell): Column<SweepCell> {
  const { name } = metric;
  return metricColumn(
    metric,
    ({ metrics }) => metrics.get(name),
    (cell) => open(cell, name),
  );
}

/** Launches and validity. */
export function stateColumns(remarks: LoadedRun['remarks']): Column<SweepCell>[] {
  const words = ({ key, n, validity }: SweepCell) => validityWords({ n, validity }, remarks.get(key));
  return [countColumn('Launches', 'n', ({ n }) => n), textColumn('Validity', 'validity', words)];
}
