/** The launches of a suite as a table, one row each, and every digit of them as CSV. Pure. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { grouped, groupedOrDash } from '../../chart/numbers.js';
import { outcomeWords, valueOf } from '../../data/launch.js';
import type { CellName } from '../../page/state.js';
import type { Column, Table } from '../../table/table.js';
import type { Places } from './launch-place.js';

/** @param launches of the suite @param question opens the launches of a cell */
export function launchTable(
  suite: SuiteDeclaration,
  launches: readonly LaunchRecord[],
  places: Places,
  question: (cell: CellName) => void,
): Table<LaunchRecord> {
  return {
    caption: `${suite.title}: every launch in the order in which it was started`,
    columns: [
      {
        title: 'Launch',
        numeric: true,
        text: ({ id }) => id,
        open: (launch) => {
          const cell = places.cellName(launch);
          return cell && (() => question(cell));
        },
        csv: [{ name: 'launch', value: ({ id }) => id }],
      },
      ...orderColumns,
      ...placeColumns(suite, places),
      ...valueColumns(suite),
      ...surroundingColumns,
      outcomeColumn,
    ],
    groups: [{ title: null, rows: [...launches].sort(byTime) }],
  };
}

function byTime(a: LaunchRecord, b: LaunchRecord): number {
  if (a.startedAt === b.startedAt) return a.id < b.id ? -1 : 1;
  return a.startedAt < b.startedAt ? -1 : 1;
}

const orderColumns: Column<LaunchRecord>[] = [
  {
    title: 'Started (UTC)',
    text: ({ startedAt }) => startedAt.slice(11, 19),
    csv: [{ name: 'startedAt', value: ({ startedAt }) => startedAt }],
  },
  {
    title: 'Block, place',
    numeric: true,
    text: ({ block, position, attempt }) =>
      `${block}, ${position}${attempt > 1 ? ` (attempt ${attempt})` : ''}`,
    csv: [
      { name: 'block', value: ({ block }) => block },
      { name: 'attempt', value: ({ attempt }) => attempt },
      { name: 'position', value: ({ position }) => position },
    ],
  },
];

function placeColumns({ name, factors }: SuiteDeclaration, places: Places): Column<LaunchRecord>[] {
  return [
    {
      title: 'Target',
      text: ({ target }) => target,
      csv: [
        { name: 'suite', value: ({ suite }) => suite },
        { name: 'target', value: ({ target }) => target },
      ],
    },
    {
      title: 'Where',
      text: ({ point }) => places.words({ suite: name, point }) || 'its only point',
      csv: [
        ...factors.map((factor) => ({
          name: factor.name,
          value: ({ point }: LaunchRecord) => point[factor.name] ?? factor.default,
        })),
        { name: 'seed', value: ({ seed }) => seed },
      ],
    },
  ];
}

/** The primary metric to read, and all metrics to compute with. */
function valueColumns({ metrics }: SuiteDeclaration): Column<LaunchRecord>[] {
  const [primary] = metrics;
  return [
    {
      title: primary === undefined ? 'Value' : `${primary.title} (${primary.unit})`,
      numeric: true,
      text: (launch) => groupedOrDash(primary === undefined ? null : valueOf(launch, primary)),
      csv: [
        ...metrics.map((metric) => ({
          name: metric.name,
          value: (launch: LaunchRecord) => valueOf(launch, metric),
        })),
        { name: 'readyMs', value: ({ timing }) => timing.readyMs },
        { name: 'totalMs', value: ({ timing }) => timing.totalMs },
      ],
    },
  ];
}

const surroundingColumns: Column<LaunchRecord>[] = [
  {
    title: 'Spin probe (ns)',
    numeric: true,
    text: ({ disturbance: seen }) =>
      seen === null ? '–' : `${grouped(seen.spinBeforeNs)}, ${grouped(seen.spinAfterNs)}`,
    csv: [
      { name: 'spinBeforeNs', value: ({ disturbance }) => disturbance?.spinBeforeNs ?? null },
      { name: 'spinAfterNs', value: ({ disturbance }) => disturbance?.spinAfterNs ?? null },
    ],
  },
  {
    title: 'Steal (%)',
    numeric: true,
    text: ({ disturbance }) =>
      groupedOrDash(disturbance === null || disturbance.steal === null ? null : disturbance.steal * 100),
    csv: [{ name: 'steal', value: ({ disturbance }) => disturbance?.steal ?? null }],
  },
  {
    title: 'Foreign CPUs',
    numeric: true,
    text: ({ disturbance }) => groupedOrDash(disturbance?.foreignCpus ?? null),
    csv: [
      { name: 'foreignCpus', value: ({ disturbance }) => disturbance?.foreignCpus ?? null },
      { name: 'foreignIo', value: ({ disturbance }) => disturbance?.foreignIo ?? null },
    ],
  },
];

const outcomeColumn: Column<LaunchRecord> = {
  title: 'What became of it',
  text: outcomeWords,
  csv: [
    { name: 'outcome', value: ({ outcome }) => outcome },
    {
      name: 'reason',
      value: (launch) =>
        launch.outcome === 'failed'
          ? launch.failure.reason
          : launch.outcome === 'unsupported'
            ? launch.reason
            : null,
    },
    { name: 'detail', value: (launch) => (launch.outcome === 'failed' ? launch.failure.detail : null) },
    {
      name: 'validity',
      value: (launch) => (launch.outcome === 'measured' ? launch.validity.join(' ') : null),
    },
    {
      name: 'findings',
      value: (launch) => (launch.outcome === 'measured' ? launch.findings.join('; ') : null),
    },
  ],
};
