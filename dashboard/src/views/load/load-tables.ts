/** The tables of a server under load: where each target is at its best, and every point of the load. Pure. */
import { dependsOnLoad, type Metric } from '../../../../harness/model/metric.js';
import { spoiling } from '../../../../harness/model/validity.js';
import {
  factorColumn,
  sweepMetricColumn,
  type OpenCell,
  stateColumns,
  targetColumn,
} from '../../chart/sweep/sweep-columns.js';
import type { Sweep, SweepCell } from '../../chart/sweep/sweep.js';
import { grouped } from '../../chart/numbers.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import type { Column, Table } from '../../table/table.js';
import { rateFactor } from './load-charts.js';

/**
 * The cell of each target with the most throughput, among those that it can be judged by; the most first.
 * @param cells of one sweep
 */
export function bestCells(cells: readonly SweepCell[], throughput: Metric): SweepCell[] {
  const best = new Map<string, { readonly cell: SweepCell; readonly median: number }>();
  for (const cell of cells) {
    const summary = cell.metrics.get(throughput.name);
    if (summary === undefined || summary.median === null) continue;
    if (spoiling(summary.validity, throughput).length > 0) continue;
    const known = best.get(cell.target);
    if (known === undefined || summary.median > known.median) {
      best.set(cell.target, { cell, median: summary.median });
    }
  }
  return [...best.values()].sort((a, b) => b.median - a.median).map(({ cell }) => cell);
}

/** @param shown what is set beside the throughput */
export function bestTable(
  { swept }: Sweep,
  best: readonly SweepCell[],
  shown: readonly Metric[],
  remarks: LoadedRun['remarks'],
  open: OpenCell,
): Table<SweepCell> {
  return {
    caption: `Where each target answered the most, over ${swept.title}: all numbers of a row are of the same launches`,
    columns: [
      targetColumn,
      factorColumn(swept),
      ...shown.map((metric) => sweepMetricColumn(metric, open)),
      ...stateColumns(remarks),
    ],
    groups: [{ title: null, rows: best }],
  };
}

/** Every value of the swept factor, and every metric that depends on the load. */
export function loadTable(
  sweep: Sweep,
  cells: readonly SweepCell[],
  remarks: LoadedRun['remarks'],
  open: OpenCell,
): Table<SweepCell> {
  const { suite, swept } = sweep;
  const values = [...new Set(cells.map(({ value }) => value))];
  return {
    caption: `${suite.title} over ${swept.title}: medians over launches and their 95 % intervals; all numbers of a row are of the same launches`,
    columns: [
      targetColumn,
      factorColumn(swept, swept.name === rateFactor ? 'closed loop' : '0'),
      ...requestedColumns(sweep, cells),
      ...suite.metrics.filter(dependsOnLoad).map((metric) => sweepMetricColumn(metric, open)),
      ...stateColumns(remarks),
    ],
    groups: values.map((value) => ({ title: null, rows: cells.filter((cell) => cell.value === value) })),
  };
}

/** Requested and achieved rate, where a rate was requested. */
function requestedColumns({ suite, swept }: Sweep, cells: readonly SweepCell[]): Column<SweepCell>[] {
  const requested = ({ point }: SweepCell) => Number(point[rateFactor] ?? 0);
  const throughput = suite.metrics.find(({ source }) => source === 'throughput');
  if (throughput === undefined || cells.every((cell) => requested(cell) === 0)) return [];
  const share = (cell: SweepCell) => {
    const median = cell.metrics.get(throughput.name)?.median ?? null;
    return median === null || requested(cell) === 0 ? null : median / requested(cell);
  };
  const rate: Column<SweepCell> = {
    title: 'Requested rate (requests/s)',
    numeric: true,
    text: (cell) => (requested(cell) === 0 ? 'closed loop' : grouped(requested(cell))),
    csv: [{ name: 'requestedRate', value: (cell) => requested(cell) || null }],
  };
  return [
    ...(swept.name === rateFactor ? [] : [rate]),
    {
      title: 'Achieved of requested',
      numeric: true,
      text: (cell) => {
        const found = share(cell);
        return found === null ? '–' : `${grouped(100 * found)} %`;
      },
      csv: [{ name: 'achievedOfRequested', value: share }],
    },
  ];
}
