/** A table that others have published, with what was measured of the same things in this run. Pure. */
import { cellKey, type CellSummary } from '../../../../harness/model/cell.js';
import type { Metric } from '../../../../harness/model/metric.js';
import { pointKey } from '../../../../harness/model/point.js';
import type { PublishedTable } from '../../../../harness/model/published-table.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { type CellRemarks, type LoadedRun, validityWords } from '../../data/loaded-run.js';
import { withInterval } from '../../chart/numbers.js';
import type { Column, Table } from '../../table/table.js';

/** A row: one target of ours, or one system as published. */
export interface PublishedRow {
  readonly title: string;
  readonly kind: 'measured' | 'published';
  /** By metric. */
  readonly values: ReadonlyMap<string, PublishedValue>;
  /** Launches behind it, and what is known against it; null for what is published. */
  readonly launches: number | null;
  readonly words: string | null;
}

/** A value, with the ends of its interval and the cell it is of; these are null where it is published. */
interface PublishedValue {
  readonly value: number;
  readonly lo: number | null;
  readonly hi: number | null;
  readonly cell: CellSummary | null;
}

/**
 * Ours at the table's point, target by target as the run has them, then the published systems under their label. A metric
 * that nobody here has measured still has its column: what is missing is seen.
 * @param question opens the launches behind a value of ours
 */
export function publishedTable(
  suite: SuiteDeclaration,
  published: PublishedTable,
  { cells, run, remarks }: Pick<LoadedRun, 'cells' | 'run' | 'remarks'>,
  question: (cell: CellSummary) => void,
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
  const rows = [...measured].flatMap(([key, cell]) => rowOf(cell, run, remarks.get(key)));
  return {
    caption: `${published.title}: published values, and the medians of this run with their 95 % intervals`,
    columns: [systemColumn, ...metrics.map((metric) => metricColumn(metric, question)), ...againstColumns],
    groups: [
      { title: `Measured in this run, at ${point}`, rows },
      { title: `As published: ${published.label}`, rows: published.systems.map(systemRow) },
    ],
  };
}

function rowOf(
  cell: readonly CellSummary[],
  { targets }: LoadedRun['run'],
  remarks: CellRemarks | undefined,
): PublishedRow[] {
  const [first] = cell;
  if (first === undefined) return [];
  const title = targets.find(({ name }) => name === first.target)?.title ?? first.target;
  const values = cell.flatMap((one) =>
    one.median === null
      ? []
      : [[one.metric, { value: one.median, lo: one.lo, hi: one.hi, cell: one }] as const],
  );
  const launches = Math.max(...cell.map(({ n }) => n));
  const validity = [...new Set(cell.flatMap((one) => one.validity))];
  const words = validityWords({ n: launches, validity }, remarks);
  return [{ title, kind: 'measured', values: new Map(values), launches, words }];
}

function systemRow({ title, values }: PublishedTable['systems'][number]): PublishedRow {
  const published = Object.entries(values).map(
    ([metric, value]) => [metric, { value, lo: null, hi: null, cell: null }] as const,
  );
  return { title, kind: 'published', values: new Map(published), launches: null, words: null };
}

const systemColumn: Column<PublishedRow> = {
  title: 'System',
  text: ({ title }) => title,
  csv: [
    { name: 'system', value: ({ title }) => title },
    { name: 'kind', value: ({ kind }) => kind },
  ],
};

function metricColumn(
  { name, title, unit }: Metric,
  question: (cell: CellSummary) => void,
): Column<PublishedRow> {
  const of = ({ values }: PublishedRow) => values.get(name);
  return {
    title: `${title} (${unit})`,
    numeric: true,
    text(row) {
      const found = of(row);
      return found === undefined ? '–' : withInterval(found.value, found);
    },
    open(row) {
      const cell = of(row)?.cell ?? null;
      return cell === null ? null : () => question(cell);
    },
    csv: [
      { name, value: (row) => of(row)?.value ?? null },
      { name: `${name} lo`, value: (row) => of(row)?.lo ?? null },
      { name: `${name} hi`, value: (row) => of(row)?.hi ?? null },
    ],
  };
}

const againstColumns: Column<PublishedRow>[] = [
  {
    title: 'Launches',
    numeric: true,
    text: ({ launches }) => (launches === null ? '' : String(launches)),
    csv: [{ name: 'launches', value: ({ launches }) => launches }],
  },
  {
    title: 'Validity',
    text: ({ words }) => words ?? '',
    csv: [{ name: 'validity', value: ({ words }) => words }],
  },
];
