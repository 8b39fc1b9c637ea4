/** The numbers of a chart of percentiles: each percentile of each target, with the launches that gave it. Pure. */
import type { ChartModel } from '../../chart/chart-model.js';
import { exact, grouped } from '../../chart/numbers.js';
import type { Question } from '../../chart/questioned-point.js';
import type { SeriesPoint } from '../../chart/series.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import { intervalColumn, textColumn } from '../../table/columns.js';
import type { Column, Table } from '../../table/table.js';

/** One percentile of one target. */
export interface PercentileRow {
  readonly target: string;
  readonly point: SeriesPoint;
}

/** Percentile by percentile, hidden targets too. */
export function percentileTable(
  model: ChartModel,
  remarks: LoadedRun['remarks'],
  question: Question,
): Table<PercentileRow> {
  const rows = model.series.flatMap(({ title: target, points }) =>
    points.map((point) => ({ target, point })),
  );
  const places = [...new Set(rows.map(({ point }) => point.x))].sort((a, b) => a - b);
  return {
    caption: `${model.metric.title} in ${model.metric.unit}: medians of each percentile over launches, with the ${model.interval}`,
    columns: [...columnsOf(model, question), ...stateColumns(remarks)],
    groups: places.map((x) => ({ title: null, rows: rows.filter(({ point }) => point.x === x) })),
  };
}

function columnsOf({ metric, factor }: ChartModel, question: Question): Column<PercentileRow>[] {
  return [
    textColumn('Target', 'target', ({ target }) => target),
    {
      title: 'Percentile',
      numeric: true,
      text: ({ point }) => factor.words?.(point.x) ?? exact(point.x),
      csv: [
        { name: 'metric', value: ({ point }) => point.metric ?? metric.name },
        { name: 'percentile', value: ({ point }) => Number((100 * (1 - 10 ** -point.x)).toPrecision(12)) },
      ],
    },
    {
      title: `${metric.title} (${metric.unit})`,
      numeric: true,
      text: ({ point }) => (point.y === null ? 'missing' : grouped(point.y)),
      open: ({ point }) => question(point),
      csv: [
        { name: 'median', value: ({ point }) => point.y },
        { name: 'unit', value: () => metric.unit },
      ],
    },
    intervalColumn('Interval', ({ point }) => point),
  ];
}

function stateColumns(remarks: LoadedRun['remarks']): Column<PercentileRow>[] {
  const words = ({ point: { n, validity, cell } }: PercentileRow) =>
    validityWords({ n: n ?? 0, validity: [...validity] }, cell === null ? undefined : remarks.get(cell));
  return [
    {
      title: 'Launches',
      numeric: true,
      text: ({ point }) => exact(point.n ?? 0),
      csv: [{ name: 'n', value: ({ point }) => point.n }],
    },
    textColumn('Validity', 'validity', words),
  ];
}
