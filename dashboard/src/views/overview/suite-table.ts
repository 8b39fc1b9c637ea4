/** The table of a suite: every cell with every metric. Pure. */
import { cellKey, type CellSummary } from '../../../../harness/model/cell.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { grouped } from '../../../../harness/judge/grouped.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import { exact } from '../../chart/numbers.js';
import { metricColumn, textColumn } from '../../table/columns.js';
import type { Column, Table } from '../../table/table.js';

/** A row: one cell, its metrics by name. */
export interface SuiteRow {
  readonly cell: CellSummary;
  readonly metrics: ReadonlyMap<string, CellSummary>;
  readonly words: string;
}

/**
 * One row for each cell of the suite, in the order of the summary; one column for each factor and metric.
 * @param question opens what stands behind a number
 */
export function suiteTable(
  suite: SuiteDeclaration,
  { cells, remarks }: Pick<LoadedRun, 'cells' | 'remarks'>,
  question: (cell: CellSummary) => void,
): Table<SuiteRow> {
  const rows = grouped(
    cells.filter((candidate) => candidate.suite === suite.name),
    cellKey,
  );
  return {
    caption: `${suite.title}: every cell, median over launches and its 95 % interval`,
    columns: [
      ...identityColumns(suite),
      ...suite.metrics.map((metric) =>
        metricColumn<SuiteRow>(
          metric,
          ({ metrics }) => metrics.get(metric.name),
          ({ metrics }) => {
            const cell = metrics.get(metric.name);
            return cell === undefined ? null : () => question(cell);
          },
        ),
      ),
      ...validityColumns,
    ],
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
    textColumn('Target', 'target', ({ cell }) => cell.target),
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

const validityColumns: Column<SuiteRow>[] = [
  {
    title: 'Launches',
    numeric: true,
    text: ({ metrics }) => exact(Math.max(0, ...[...metrics.values()].map(({ n }) => n))),
    csv: [],
  },
  textColumn('Validity', 'validity', ({ words }) => words),
];
