/** What a unit of work costs at one point, target by target. Pure. */
import type { Metric } from '../../../../harness/model/metric.js';
import type { Factor } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { spoiling } from '../../../../harness/model/validity.js';
import {
  sweepMetricColumn,
  type OpenCell,
  stateColumns,
  targetColumn,
} from '../../chart/sweep/sweep-columns.js';
import type { SweepCell } from '../../chart/sweep/sweep.js';
import { groupedOrDash } from '../../chart/numbers.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import type { Column, Table } from '../../table/table.js';

/** The metrics of what work costs, in the order of this view; a suite may lack any of them. */
export function costsOf({ metrics }: SuiteDeclaration): Metric[] {
  return (['cpu-per-work', 'switches-per-work', 'peak-memory'] as const).flatMap((source) =>
    metrics.filter((metric) => metric.source === source),
  );
}

/** Factors, by name, that count what a target does at the same time, and one of these in words. */
const concurrent: Readonly<Record<string, string>> = {
  pairs: 'pair',
  threads: 'thread',
  pipes: 'pipe',
  clients: 'client',
};

/** What the memory is divided by; null where the factor does not count what is done at the same time. */
export function concurrentUnit({ name }: Factor): string | null {
  return concurrent[name] ?? null;
}

/** Peak memory of the largest process over the value of the swept factor, in bytes; null where there is no such quotient. */
export function memoryPerUnit(cell: SweepCell, memory: Metric): number | null {
  const median = cell.metrics.get(memory.name)?.median ?? null;
  return median === null || typeof cell.value !== 'number' || cell.value <= 0 ? null : median / cell.value;
}

/**
 * The cells of one value of the swept factor: those whose throughput can be judged by first, the most before the others.
 * @param cells of one sweep
 */
export function cellsAt(
  cells: readonly SweepCell[],
  value: SweepCell['value'],
  suite: SuiteDeclaration,
): SweepCell[] {
  const throughput = suite.metrics.find(({ source }) => source === 'throughput');
  const heightOf = ({ metrics }: SweepCell) => {
    const summary = throughput && metrics.get(throughput.name);
    const counts = summary !== undefined && spoiling(summary.validity, { source: 'throughput' }).length === 0;
    return counts ? (summary.median ?? -1) : -1;
  };
  return cells
    .filter((cell) => cell.value === value)
    .sort((a, b) => heightOf(b) - heightOf(a) || (a.target < b.target ? -1 : 1));
}

/** @param cells of one point */
export function efficiencyTable(
  suite: SuiteDeclaration,
  swept: Factor,
  cells: readonly SweepCell[],
  remarks: LoadedRun['remarks'],
  open: OpenCell,
): Table<SweepCell> {
  const throughput = suite.metrics.filter(({ source }) => source === 'throughput');
  const perUnit = perUnitColumn(suite, swept);
  const limit =
    perUnit.length === 0
      ? ''
      : '; of a target of several processes, the computed memory leaves out all but the largest';
  return {
    caption: `${suite.title}: what work costs, medians over launches and their 95 % intervals; what could not be judged by its throughput comes last${limit}`,
    columns: [
      targetColumn,
      ...[...throughput, ...costsOf(suite)].map((metric) => sweepMetricColumn(metric, open)),
      ...perUnit,
      ...stateColumns(remarks),
    ],
    groups: [{ title: null, rows: cells }],
  };
}

function perUnitColumn(suite: SuiteDeclaration, swept: Factor): Column<SweepCell>[] {
  const unit = concurrentUnit(swept);
  const memory = suite.metrics.find(({ source }) => source === 'peak-memory');
  if (unit === null || memory === undefined) return [];
  const value = (cell: SweepCell) => memoryPerUnit(cell, memory);
  return [
    {
      title: `${memory.title} of the largest process / ${unit} (${memory.unit}, computed)`,
      numeric: true,
      text: (cell) => groupedOrDash(value(cell)),
      csv: [{ name: 'memoryPerUnit', value }],
    },
  ];
}
