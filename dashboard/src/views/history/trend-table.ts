/** Trends as tables: every run of every curve, and what each trend could show. Pure. */
import type { TrendPoint } from '../../../../harness/model/trend.js';
import { grouped } from '../../chart/numbers.js';
import type { ChartModel } from '../../chart/chart-model.js';
import { countColumn, intervalColumn, textColumn } from '../../table/columns.js';
import type { Column, Table } from '../../table/table.js';
import { changeWords, detectableWords, timeWords } from './change-words.js';
import type { TrendCurve } from './trend-chart.js';

/** A run of a curve. */
export interface TrendRow {
  readonly curve: TrendCurve;
  readonly point: TrendPoint;
  /** How many times better the level is that begins with this run; null where none does. */
  readonly change: number | null;
  readonly words: string;
}

/** @param open leads to the launches behind a row; null where its run is not published */
export function trendTable(
  model: ChartModel,
  curves: readonly TrendCurve[],
  open: (row: TrendRow) => (() => void) | null,
): Table<TrendRow> {
  const { metric, interval } = model;
  return {
    caption: `${model.title}: ${metric.title} in ${metric.unit}, with the ${interval}`,
    columns: [
      ...runColumns(open),
      {
        title: `${metric.title} (${metric.unit})`,
        numeric: true,
        text: ({ point }) => grouped(point.median),
        csv: [
          { name: metric.name, value: ({ point }) => point.median },
          { name: 'unit', value: () => metric.unit },
        ],
      },
      ...certaintyColumns,
    ],
    groups: curves.map((curve) => ({ title: curve.title, rows: rowsOf(model, curve) })),
  };
}

function rowsOf({ series }: ChartModel, curve: TrendCurve): TrendRow[] {
  const drawn = series.find(({ key }) => key === curve.key);
  const words = drawn?.points.filter(({ y }) => y !== null).map((point) => point.words ?? '') ?? [];
  return curve.trend.points.map((point, index) => ({
    curve,
    point,
    change: curve.trend.changes.find((one) => one.index === index)?.ratio ?? null,
    words: words[index] ?? '',
  }));
}

function runColumns(open: (row: TrendRow) => (() => void) | null): Column<TrendRow>[] {
  return [
    {
      title: 'Run (UTC)',
      text: ({ point }) => timeWords(point.startedAt),
      open,
      csv: [
        { name: 'curve', value: ({ curve }) => curve.title },
        { name: 'target', value: ({ curve }) => curve.trend.target },
        { name: 'run', value: ({ point }) => point.run },
        { name: 'startedAt', value: ({ point }) => point.startedAt },
      ],
    },
    {
      title: 'Identity',
      text: ({ point }) => point.run,
      csv: [
        { name: 'revision', value: ({ point }) => point.revision },
        { name: 'dirty', value: ({ point }) => (point.dirty === null ? null : String(point.dirty)) },
      ],
    },
  ];
}

const certaintyColumns: Column<TrendRow>[] = [
  intervalColumn('Interval', ({ point }) => point),
  countColumn('Launches', 'n', ({ point }) => point.n),
  {
    title: 'Change',
    text: ({ change }) => (change === null ? '' : changeWords(change)),
    csv: [{ name: 'change', value: ({ change }) => change }],
  },
  {
    title: 'Validity, revision',
    text: ({ words }) => words,
    csv: [{ name: 'validity', value: ({ point }) => point.validity.join(' ') }],
  },
];

/** What each trend could have shown, and what it left out. */
export function detectableTable(curves: readonly TrendCurve[]): Table<TrendCurve> {
  return {
    caption: 'The least change that would be found four times of five',
    columns: [
      textColumn('Curve', 'curve', ({ title }) => title),
      countColumn('Runs', 'runs', ({ trend }) => trend.points.length),
      {
        title: 'Amid the runs',
        numeric: true,
        text: ({ trend }) => detectableWords(trend.detectable.middle),
        csv: [{ name: 'middle', value: ({ trend }) => trend.detectable.middle }],
      },
      {
        title: 'Before the newest',
        numeric: true,
        text: ({ trend }) => detectableWords(trend.detectable.newest),
        csv: [{ name: 'newest', value: ({ trend }) => trend.detectable.newest }],
      },
      {
        title: 'Noise floor',
        numeric: true,
        text: ({ trend }) => `${grouped(trend.floor * 100)} %${trend.floorMeasured ? '' : ', assumed'}`,
        csv: [{ name: 'floor', value: ({ trend }) => trend.floor }],
      },
      {
        title: 'Neighbours resemble',
        numeric: true,
        text: ({ trend }) => (trend.autocorrelation === null ? '–' : trend.autocorrelation.toFixed(2)),
        csv: [{ name: 'autocorrelation', value: ({ trend }) => trend.autocorrelation }],
      },
      {
        title: 'Runs left out, for they have no valid number here',
        text: ({ trend }) => (trend.leftOut.length === 0 ? 'none' : trend.leftOut.join(', ')),
        csv: [{ name: 'leftOut', value: ({ trend }) => trend.leftOut.join(' ') }],
      },
    ],
    groups: [{ title: null, rows: curves }],
  };
}
