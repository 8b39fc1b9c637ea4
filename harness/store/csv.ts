/** The tables of a run, by csv-stringify; every column is declared once, for the file and for the data dictionary. */
import { stringify } from 'csv-stringify/sync';
import type { CellSummary } from '../model/cell.js';
import type { LaunchRecord } from '../model/launch.js';
import type { Metric } from '../model/metric.js';
import { type Point, pointKey } from '../model/point.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { summarise } from '../stats/summarise.js';

/** One column: its name, what it holds, and how it is read from a row. */
export interface Column<Row> {
  readonly name: string;
  readonly meaning: string;
  readonly value: (row: Row) => string | number | null;
}

/** A row of `launches.csv`: a launch and one of its suite's metrics; one row without a metric when it measured nothing. */
interface LaunchRow {
  readonly record: LaunchRecord;
  readonly metric: Metric | null;
}

export const launchColumns: readonly Column<LaunchRow>[] = [
  {
    name: 'launch',
    meaning: 'identity of the launch: its place in the plan',
    value: ({ record }) => record.id,
  },
  {
    name: 'attempt',
    meaning: '1, or more when its block was run again',
    value: ({ record }) => record.attempt,
  },
  { name: 'block', meaning: 'block of its point', value: ({ record }) => record.block },
  { name: 'position', meaning: 'place within the block', value: ({ record }) => record.position },
  {
    name: 'startedAt',
    meaning: 'wall-clock time of its start, ISO 8601',
    value: ({ record }) => record.startedAt,
  },
  { name: 'suite', meaning: 'the workload', value: ({ record }) => record.suite },
  { name: 'target', meaning: 'the implementation under measurement', value: ({ record }) => record.target },
  { name: 'point', meaning: 'value of every factor', value: ({ record }) => pointKey(record.point) },
  { name: 'outcome', meaning: 'measured, unsupported or failed', value: ({ record }) => record.outcome },
  {
    name: 'metric',
    meaning: 'name of the metric; empty when nothing was measured',
    value: ({ metric }) => metric?.name ?? null,
  },
  { name: 'unit', meaning: 'unit of the value', value: ({ metric }) => metric?.unit ?? null },
  {
    name: 'value',
    meaning: 'the measured value; empty when there is none',
    value: ({ record, metric }) =>
      record.outcome === 'measured' && metric !== null ? (record.metrics[metric.name] ?? null) : null,
  },
  {
    name: 'validity',
    meaning: 'why the value may not mean what it says, separated by blanks',
    value: ({ record }) => (record.outcome === 'measured' ? record.validity.join(' ') : null),
  },
  { name: 'reason', meaning: 'why nothing was measured', value: ({ record }) => reasonOf(record) },
];

export const summaryColumns: readonly Column<CellSummary>[] = [
  { name: 'suite', meaning: 'the workload', value: ({ suite }) => suite },
  { name: 'target', meaning: 'the implementation under measurement', value: ({ target }) => target },
  { name: 'point', meaning: 'value of every factor', value: ({ point }) => pointKey(point) },
  { name: 'metric', meaning: 'name of the metric', value: ({ metric }) => metric },
  { name: 'unit', meaning: 'unit of median, lo and hi', value: ({ unit }) => unit },
  { name: 'better', meaning: 'which direction is an improvement', value: ({ better }) => better },
  { name: 'n', meaning: 'launches that gave this metric', value: ({ n }) => n },
  {
    name: 'median',
    meaning: 'median over launches; empty when there is none',
    value: ({ median }) => median,
  },
  { name: 'lo', meaning: 'lower end of the 95 % interval; empty below 6 launches', value: ({ lo }) => lo },
  { name: 'hi', meaning: 'upper end of the 95 % interval; empty below 6 launches', value: ({ hi }) => hi },
  {
    name: 'validity',
    meaning: 'why the number may not mean what it says, separated by blanks',
    value: ({ validity }) => validity.join(' '),
  },
];

/** `launches.csv`: tidy, one row per launch and metric. */
export function launchesCsv(launches: readonly LaunchRecord[], suites: readonly SuiteDeclaration[]): string {
  const metrics = new Map(suites.map((suite) => [suite.name, suite.metrics]));
  const rows = launches.flatMap((record): LaunchRow[] =>
    record.outcome === 'measured'
      ? (metrics.get(record.suite) ?? []).map((metric) => ({ record, metric }))
      : [{ record, metric: null }],
  );
  return toCsv(launchColumns, rows, suites, ({ record }) => record.point);
}

/** `summary.csv`: one row per cell and metric. */
export function summaryCsv(launches: readonly LaunchRecord[], suites: readonly SuiteDeclaration[]): string {
  return toCsv(summaryColumns, summarise(launches, suites), suites, ({ point }) => point);
}

/** The declared columns, then one column for every factor of the run's suites, named as the factor. */
function toCsv<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  suites: readonly SuiteDeclaration[],
  pointOf: (row: Row) => Point,
): string {
  const factors = [...new Set(suites.flatMap((suite) => suite.factors.map(({ name }) => name)))];
  const lines = rows.map((row) => [
    ...columns.map(({ value }) => value(row)),
    ...factors.map((name) => pointOf(row)[name] ?? null),
  ]);
  return stringify([[...columns.map(({ name }) => name), ...factors], ...lines]);
}

function reasonOf(record: LaunchRecord): string | null {
  switch (record.outcome) {
    case 'measured':
      return null;
    case 'unsupported':
      return record.reason;
    case 'failed':
      return `${record.failure.reason}: ${record.failure.detail}`;
  }
}
