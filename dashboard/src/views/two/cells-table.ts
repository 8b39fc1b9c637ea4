/** The table of two runs: every cell that either has, both medians, the verdict in words. Pure. */
import type { ComparisonRow } from '../../../../harness/model/comparison.js';
import { pointKey } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import {
  type Compared,
  countColumn,
  intervalColumn,
  mdeColumn,
  medianColumn,
  qColumn,
  ratioColumn,
  verdictColumn,
} from '../../comparison/comparison-columns.js';
import { floorWords } from '../../comparison/verdict-words.js';
import type { Column, Table } from '../../table/table.js';
import type { SideName } from './brought-runs.js';
import { pointWords } from './row-place.js';
import type { RunComparison } from './run-comparison.js';

export interface CellsRow extends Compared {
  readonly row: ComparisonRow;
  readonly suite: SuiteDeclaration;
}

/** Opens the launches of a row in one of the runs. */
export type OpenSide = (side: SideName, row: ComparisonRow) => void;

/** Rows by suite and metric, as in the chart: from the worst ratio to the best, those without one last. */
export function cellsTable({ a, b, suites, document }: RunComparison, open: OpenSide): Table<CellsRow> {
  return {
    caption: `Run B (${b.run.id}) against run A (${a.run.id}), cell by cell; a ratio above 1: run B is better`,
    columns: columnsOf(a.run.id, b.run.id, open),
    groups: suites.flatMap((suite) =>
      suite.metrics.map((metric) => {
        const rows = document.rows.filter((row) => row.suite === suite.name && row.metric === metric.name);
        const [first] = rows;
        const floor = first === undefined ? '' : `; ${floorOf(first)}`;
        return {
          title: `${suite.title}: ${metric.title} in ${metric.unit}, ${metric.better} is better${floor}`,
          rows: rows.map((row) => ({ row, suite })).sort(byRatio),
        };
      }),
    ),
  };
}

function byRatio({ row: one }: CellsRow, { row: other }: CellsRow): number {
  return (one.ratio ?? Infinity) - (other.ratio ?? Infinity) || 0;
}

function floorOf({ floor, floorMeasured }: ComparisonRow): string {
  return floorWords({ floor, measured: floorMeasured });
}

function columnsOf(a: string, b: string, open: OpenSide): Column<CellsRow>[] {
  return [
    {
      title: 'Target',
      text: ({ row }) => row.target ?? '',
      csv: [
        { name: 'target', value: ({ row }) => row.target },
        { name: 'runA', value: () => a },
        { name: 'runB', value: () => b },
      ],
    },
    {
      title: 'Where',
      text: ({ row, suite }) => pointWords(suite, row.point),
      csv: [
        { name: 'suite', value: ({ row }) => row.suite },
        { name: 'metric', value: ({ row }) => row.metric },
        { name: 'unit', value: ({ row }) => row.unit },
        { name: 'point', value: ({ row }) => pointKey(row.point) },
      ],
    },
    // Run B is the first side of a row.
    medianColumn({ title: 'Run A', name: 'medianA', side: 'b' }, (row) => open('a', row)),
    medianColumn({ title: 'Run B', name: 'medianB', side: 'a' }, (row) => open('b', row)),
    ratioColumn,
    intervalColumn,
    countColumn('Launches'),
    qColumn,
    mdeColumn,
    verdictColumn,
  ];
}
