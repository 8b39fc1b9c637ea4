/** The tables of a distribution: quartiles by target, and every launch. Pure. */
import type { Metric } from '../../../../harness/model/metric.js';
import { wordsOfMarks } from '../../../../harness/model/validity.js';
import { exact, grouped, groupedOrDash } from '../../chart/numbers.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import { countColumn, intervalColumn, textColumn } from '../../table/columns.js';
import type { Column, Table } from '../../table/table.js';
import type { Distribution, LaunchValue } from './distribution.js';
import { modeWords } from './distribution-strip.js';

/** One row for each target: median and interval, least and greatest value, quartiles, modes, validity. */
export function quartileTable(
  distributions: readonly Distribution[],
  metric: Metric,
  remarks: LoadedRun['remarks'],
  open: (distribution: Distribution) => () => void,
): Table<Distribution> {
  return {
    caption: `${metric.title} in ${metric.unit}: the launches of each target, by median`,
    columns: [
      textColumn('Target', 'target', ({ target }) => target),
      {
        title: `Median (${metric.unit})`,
        numeric: true,
        text: ({ cell }) => (cell.median === null ? 'missing' : grouped(cell.median)),
        open,
        csv: [
          { name: metric.name, value: ({ cell }) => cell.median },
          { name: 'unit', value: () => metric.unit },
        ],
      },
      intervalColumn('95 % interval', ({ cell }) => cell),
      ...quartileColumns,
      ...launchColumns(remarks),
    ],
    groups: [{ title: null, rows: distributions }],
  };
}

const quartileColumns: Column<Distribution>[] = (
  [
    ['Least', 'least'],
    ['Lower quartile', 'q1'],
    ['Upper quartile', 'q3'],
    ['Greatest', 'greatest'],
  ] as const
).map(([title, name]) => ({
  title,
  numeric: true,
  text: ({ quartiles }) => groupedOrDash(quartiles?.[name] ?? null),
  csv: [{ name, value: ({ quartiles }) => quartiles?.[name] ?? null }],
}));

function launchColumns(remarks: LoadedRun['remarks']): Column<Distribution>[] {
  const validity = ({ cell, key }: Distribution) => validityWords(cell, remarks.get(key));
  return [
    {
      title: 'Quartiles apart',
      numeric: true,
      text: (row) => {
        const spread = spreadOf(row);
        return spread === null ? '–' : `${grouped(100 * spread)} %`;
      },
      csv: [{ name: 'quartilesApart', value: spreadOf }],
    },
    {
      title: 'Launches',
      numeric: true,
      text: ({ values }) => exact(values.length),
      csv: [
        { name: 'n', value: ({ values }) => values.length },
        { name: 'failed', value: ({ launches }) => launches.failed },
        { name: 'unsupported', value: ({ launches }) => launches.unsupported },
      ],
    },
    {
      title: 'Modes and validity',
      text: (row) => [modeWords(row), validity(row)].filter((words) => words !== '').join('; '),
      csv: [
        { name: 'modes', value: ({ modes }) => (modes.length < 2 ? null : modes.length) },
        { name: 'validity', value: validity },
      ],
    },
  ];
}

/** The distance of the quartiles as a share of the median; null where there is none. */
function spreadOf({ quartiles, cell: { median } }: Distribution): number | null {
  return quartiles === null || median === null || median === 0
    ? null
    : (quartiles.q3 - quartiles.q1) / Math.abs(median);
}

/** One launch of one target. */
export interface LaunchRow {
  readonly distribution: Distribution;
  readonly launch: LaunchValue;
}

/** Every launch that gave the metric, target by target. */
export function launchTable(distributions: readonly Distribution[], metric: Metric): Table<LaunchRow> {
  const against = ({ launch }: LaunchRow) =>
    launch.validity.length === 0 ? 'valid' : wordsOfMarks(launch.validity).join('; ');
  return {
    caption: `${metric.title} in ${metric.unit}: every launch that gave it, ascending`,
    columns: [
      textColumn('Target', 'target', ({ distribution }) => distribution.target),
      {
        title: 'Launch',
        numeric: true,
        text: ({ launch }) => launch.id,
        csv: [{ name: 'launch', value: ({ launch }) => launch.id }],
      },
      countColumn('Block', 'block', ({ launch }) => launch.block),
      {
        title: `${metric.title} (${metric.unit})`,
        numeric: true,
        text: ({ launch }) => grouped(launch.value),
        csv: [
          { name: metric.name, value: ({ launch }) => launch.value },
          { name: 'unit', value: () => metric.unit },
        ],
      },
      textColumn('Validity', 'validity', against),
    ],
    groups: [
      {
        title: null,
        rows: distributions.flatMap((distribution) =>
          distribution.values.map((launch) => ({ distribution, launch })),
        ),
      },
    ],
  };
}
