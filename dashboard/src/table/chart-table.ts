/** The table of a chart: every point of every curve, hidden ones too, in absolute values. Pure. */
import type { ChartModel } from '../chart/chart-model.js';
import { type LoadedRun, validityWords } from '../data/loaded-run.js';
import { exact, grouped, groupedOrDash } from '../chart/numbers.js';
import type { Question } from '../chart/questioned-point.js';
import { firstPoint, relativeToFirst, type Series, type SeriesPoint } from '../chart/series.js';
import type { Column, Table } from './table.js';

/** A row: one point of one curve, and its value in units of the curve's first. */
export interface ChartRow {
  readonly series: Series;
  readonly point: SeriesPoint;
  readonly relative: number | null;
  readonly words: string;
}

/** What stands behind a point of a bound. */
export const computed = 'computed from the best at both ends';

/** Rows by value of the factor, curve by curve; then the published curves, each by itself. */
export function chartTable(
  model: ChartModel,
  remarks: LoadedRun['remarks'],
  question: Question = () => null,
): Table<ChartRow> {
  const rows = model.series.flatMap((series) => rowsOf(series, firstPoint(model.series), remarks));
  const measured = rows.filter(({ series }) => series.kind === 'measured');
  const values = [...new Set(measured.map(({ point }) => point.x))].sort((a, b) => a - b);
  const references = model.series.filter(({ kind }) => kind === 'reference');
  const bounds = model.series.filter(({ kind }) => kind === 'bound');
  return {
    caption: `${model.title}: ${model.metric.title} in ${model.metric.unit}, with the ${model.interval}${references.length > 0 ? '; published values and their bars' : ''}`,
    columns: columnsOf(model, question),
    groups: [
      ...values.map((x) => ({ title: null, rows: measured.filter(({ point }) => point.x === x) })),
      ...bounds.map((bound) => ({ title: bound.title, rows: rows.filter(({ series }) => series === bound) })),
      ...references.map((reference) => ({
        title: `${reference.title}, as published`,
        rows: rows.filter(({ series }) => series === reference),
      })),
    ],
  };
}

function rowsOf(series: Series, first: number, remarks: LoadedRun['remarks']): ChartRow[] {
  const relative = relativeToFirst(series, first);
  return series.points.map((point, index) => ({
    series,
    point,
    relative: relative.points[index]?.y ?? null,
    words: wordsOf(series, point, remarks),
  }));
}

function wordsOf(
  { kind }: Series,
  { n, validity, cell, words }: SeriesPoint,
  remarks: LoadedRun['remarks'],
): string {
  if (words !== undefined) return words;
  if (kind === 'reference') return 'as published';
  if (kind === 'bound') return computed;
  return validityWords({ n: n ?? 0, validity: [...validity] }, cell === null ? undefined : remarks.get(cell));
}

function columnsOf({ metric, factor, interval, bar }: ChartModel, question: Question): Column<ChartRow>[] {
  return [
    {
      title: 'Curve',
      text: ({ series }) => series.title,
      csv: [
        { name: 'curve', value: ({ series }) => series.title },
        { name: 'kind', value: ({ series }) => series.kind },
      ],
    },
    {
      title: factor.title,
      numeric: true,
      text: ({ point }) => factor.words?.(point.x) ?? exact(point.x),
      csv: [{ name: factor.name, value: ({ point }) => point.x }],
    },
    {
      title: `${metric.title} (${metric.unit})`,
      numeric: true,
      text: ({ point }) => (point.y === null ? 'missing' : grouped(point.y)),
      open: ({ point }) => question(point),
      csv: [
        { name: metric.name, value: ({ point }) => point.y },
        { name: 'unit', value: () => metric.unit },
      ],
    },
    intervalColumn(interval, bar),
    ...restColumns,
  ];
}

/** @param bar what one published error bar is */
function intervalColumn(interval: string, bar: string | null): Column<ChartRow> {
  return {
    title: 'Interval',
    numeric: true,
    text: ({ series, point }) => intervalText(series, point),
    csv: [
      { name: 'lo', value: ({ point }) => point.lo },
      { name: 'hi', value: ({ point }) => point.hi },
      {
        name: 'interval',
        value: ({ series, point }) =>
          point.lo === null ? null : series.kind === 'measured' ? interval : bar,
      },
    ],
  };
}

const restColumns: Column<ChartRow>[] = [
  {
    title: 'Of its first point',
    numeric: true,
    text: ({ relative }) => groupedOrDash(relative),
    csv: [{ name: 'relative', value: ({ relative }) => relative }],
  },
  {
    title: 'Launches',
    numeric: true,
    text: ({ point }) => (point.n === null ? '–' : exact(point.n)),
    csv: [{ name: 'n', value: ({ point }) => point.n }],
  },
  {
    title: 'Validity',
    text: ({ words }) => words,
    csv: [{ name: 'validity', value: ({ words }) => words }],
  },
];

/** A published error bar is not an interval: it is written as what it is. */
function intervalText({ kind }: Series, { y, lo, hi }: SeriesPoint): string {
  if (y === null || lo === null || hi === null) return '–';
  return kind === 'measured' ? `${grouped(lo)} to ${grouped(hi)}` : `± ${grouped(hi - y)}`;
}
