/** A table that others have published, with what was measured of the same things in this run. Pure. */
import { cellKey, type CellSummary } from '../../../../harness/model/cell.js';
import type { Metric } from '../../../../harness/model/metric.js';
import { pointKey } from '../../../../harness/model/point.js';
import type { PublishedTable } from '../../../../harness/model/published-table.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { grouped } from '../../chart/numbers.js';
import type { Column, Table } from '../../table/table.js';

/** A row: one target of ours, or one system as published; its values by metric. */
export interface PublishedRow {
  readonly title: string;
  readonly kind: 'measured' | 'published';
  readonly values: ReadonlyMap<string, number>;
}

/**
 * Ours at the table's point, target by target as the run has them, then the published systems under their label. A metric
 * that nobody here has measured still has its column: what is missing is seen.
 */
export function publishedTable(
  suite: SuiteDeclaration,
  published: PublishedTable,
  { cells, run }: Pick<LoadedRun, 'cells' | 'run'>,
): Table<PublishedRow> {
  const point = pointKey(published.point);
  const measured = new Map<string, CellSummary[]>();
  for (const cell of cells) {
    if (cell.suite !== suite.name || pointKey(cell.point) !== point) continue;
    measured.set(cellKey(cell), [...(measured.get(cellKey(cell)) ?? []), cell]);
  }
  const metrics = published.metrics.flatMap(
    (name) => suite.metrics.find((metric) => metric.name === name) ?? [],
  );
  return {
    caption: `${published.title}: published values, and the medians of this run`,
    columns: [systemColumn, ...metrics.map(metricColumn)],
    groups: [
      {
        title: `Measured in this run, at ${point}`,
        rows: [...measured.values()].flatMap((cell) => rowOf(cell, run)),
      },
      { title: `As published: ${published.label}`, rows: published.systems.map(systemRow) },
    ],
  };
}

function rowOf(cell: readonly CellSummary[], { targets }: LoadedRun['run']): PublishedRow[] {
  const [first] = cell;
  if (first === undefined) return [];
  const title = targets.find(({ name }) => name === first.target)?.title ?? first.target;
  const values = cell.flatMap(({ metric, median }) => (median === null ? [] : [[metric, median] as const]));
  return [{ title, kind: 'measured', values: new Map(values) }];
}

function systemRow({ title, values }: PublishedTable['systems'][number]): PublishedRow {
  return { title, kind: 'published', values: new Map(Object.entries(values)) };
}

const systemColumn: Column<PublishedRow> = {
  title: 'System',
  text: ({ title }) => title,
  csv: [
    { name: 'system', value: ({ title }) => title },
    { name: 'kind', value: ({ kind }) => kind },
  ],
};

function metricColumn({ name, title, unit }: Metric): Column<PublishedRow> {
  const value = ({ values }: PublishedRow) => values.get(name) ?? null;
  return {
    title: `${title} (${unit})`,
    numeric: true,
    text: (row) => {
      const found = value(row);
      return found === null ? '–' : grouped(found);
    },
    csv: [{ name, value }],
  };
}
