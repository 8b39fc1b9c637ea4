/** The table of a suite: every cell with every metric. Pure. */
import { cellKey, type CellSummary } from '../../../../harness/model/cell.js';
import type { Metric } from '../../../../harness/model/metric.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import { exact, grouped } from '../../chart/numbers.js';
import type { Column, Table } from '../../table/table.js';

/** A row: one cell, its metrics by name. */
export interface SuiteRow {
  readonly cell: CellSummary;
  readonly metrics: ReadonlyMap<string, CellSummary>;
  readonly words: string;
}

/** One row for each cell of the suite, in the order of the summary; one column for each factor and metric. */
export function suiteTable(suite: SuiteDeclaration, { cells, remarks }: LoadedRun): Table<SuiteRow> {
  const rows = new Map<string, CellSummary[]>();
  for (const cell of cells.filter((candidate) => candidate.suite === suite.name)) {
    const key = cellKey(cell);
    rows.set(key, [...(rows.get(key) ?? []), cell]);
  }
  return {
    caption: `${suite.title}: every cell, median over launches and its 95 % interval`,
    columns: [...identityColumns(suite), ...suite.metrics.map(metricColumn), ...validityColumns],
    groups: [{ title: null, rows: [...rows].flatMap(([key, ofCell]) => suiteRow(ofCell, remarks.get(key))) }],
  };
}

function suiteRow(ofCell: readonly CellSummary[], remarks: Parameters<typeof validityWords>[1]): SuiteRow[] {
  const [cell] = ofCell;
  if (cell === undefined) return [];
  const n = Math.max(...ofCell.map((metric) => metric.n));
  const validity = [...new Set(ofCell.flatMap((metric) => metric.validity))];
  const metrics = new Map(ofCell.map((metric) => [metric.metric, metric]));
  return [{ cell, metrics, words: validityWords({ n, validity }, remarks) }];
}

function identityColumns({ factors }: SuiteDeclaration): Column<SuiteRow>[] {
  return [
    {
      title: 'Target',
      text: ({ cell }) => cell.target,
      csv: [{ name: 'target', value: ({ cell }) => cell.target }],
    },
    ...factors.map(({ name, title, default: usual }): Column<SuiteRow> => {
      const value = ({ cell }: SuiteRow) => cell.point[name] ?? usual;
      const text = (row: SuiteRow) => {
        const found = value(row);
        return typeof found === 'number' ? exact(found) : found;
      };
      return { title, numeric: typeof usual === 'number', text, csv: [{ name, value }] };
    }),
  ];
}

function metricColumn({ name, title, unit }: Metric): Column<SuiteRow> {
  const of = (row: SuiteRow) => row.metrics.get(name);
  return {
    title: `${title} (${unit})`,
    numeric: true,
    text: (row) => valueText(of(row)),
    csv: [
      { name, value: (row) => of(row)?.median ?? null },
      { name: `${name} lo`, value: (row) => of(row)?.lo ?? null },
      { name: `${name} hi`, value: (row) => of(row)?.hi ?? null },
      { name: `${name} n`, value: (row) => of(row)?.n ?? null },
    ],
  };
}

function valueText(cell: CellSummary | undefined): string {
  if (cell === undefined || cell.median === null) return 'missing';
  if (cell.lo === null || cell.hi === null) return grouped(cell.median);
  return `${grouped(cell.median)} [${grouped(cell.lo)}, ${grouped(cell.hi)}]`;
}

const validityColumns: Column<SuiteRow>[] = [
  {
    title: 'Launches',
    numeric: true,
    text: ({ metrics }) => exact(Math.max(0, ...[...metrics.values()].map(({ n }) => n))),
    csv: [],
  },
  { title: 'Validity', text: ({ words }) => words, csv: [{ name: 'validity', value: ({ words }) => words }] },
];
