/** The launches behind a number as a table: what each came to, and what was seen of the machine around it. Pure. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import type { Metric } from '../../../../harness/model/metric.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { exact, grouped, groupedOrDash } from '../../chart/numbers.js';
import { valueOf, wholeOutcomeWords } from '../../data/launch.js';
import { countColumn } from '../../table/columns.js';
import type { Column, Table } from '../../table/table.js';

/** One row a launch, in the order of the plan. The CSV has every metric of the suite. */
export function launchTable(
  caption: string,
  suite: SuiteDeclaration,
  metric: Metric,
  launches: readonly LaunchRecord[],
): Table<LaunchRecord> {
  const others = suite.metrics.filter(({ name }) => name !== metric.name);
  return {
    caption,
    columns: [
      ...identity,
      {
        title: `${metric.title} (${metric.unit})`,
        numeric: true,
        text: (launch) => groupedOrDash(valueOf(launch, metric)),
        csv: [metric, ...others].map((one) => ({
          name: one.name,
          value: (launch: LaunchRecord) => valueOf(launch, one),
        })),
      },
      ...accounting,
      disturbance,
      outcome,
    ],
    groups: [{ title: null, rows: launches }],
  };
}

/** What was seen of the machine around a launch. */
export function disturbanceWords({ disturbance: seen }: LaunchRecord): string {
  if (seen === null) return 'not watched';
  const spin = `${grouped(seen.spinBeforeNs)} → ${grouped(seen.spinAfterNs)} ns a step`;
  const others = [
    seen.foreignCpus === null ? null : `others ${grouped(seen.foreignCpus)} CPUs`,
    seen.steal === null ? null : `stolen ${grouped(seen.steal * 100)} %`,
    seen.foreignIo === null ? null : `disk ${grouped(seen.foreignIo * 100)} %`,
  ];
  return [spin, ...others.filter((words) => words !== null)].join(', ');
}

const identity: Column<LaunchRecord>[] = [
  {
    title: 'Launch',
    text: ({ id, attempt }) => (attempt === 1 ? id : `${id}, attempt ${exact(attempt)}`),
    csv: [
      { name: 'launch', value: ({ id }) => id },
      { name: 'attempt', value: ({ attempt }) => attempt },
    ],
  },
  countColumn('Block', 'block', ({ block }) => block),
  countColumn('Place in it', 'position', ({ position }) => position),
  {
    title: 'Started (UTC)',
    text: ({ startedAt }) => startedAt.slice(11, 19),
    csv: [{ name: 'startedAt', value: ({ startedAt }) => startedAt }],
  },
];

const outcome: Column<LaunchRecord> = {
  title: 'Outcome',
  text: wholeOutcomeWords,
  csv: [
    { name: 'outcome', value: ({ outcome: words }) => words },
    {
      name: 'validity',
      value: (launch) => (launch.outcome === 'measured' ? launch.validity.join(' ') : ''),
    },
    { name: 'words', value: wholeOutcomeWords },
  ],
};

/** The kernel's accounting, of the whole process tree from start to end. */
const accounting: Column<LaunchRecord>[] = [
  usageColumn('CPU time, user + system (ms)', [
    ['userMs', ({ userMs }) => userMs],
    ['systemMs', ({ systemMs }) => systemMs],
  ]),
  usageColumn('Kernel switches, voluntary + not', [
    ['voluntarySwitches', ({ voluntarySwitches }) => voluntarySwitches],
    ['involuntarySwitches', ({ involuntarySwitches }) => involuntarySwitches],
  ]),
  {
    title: 'Peak memory (MB)',
    numeric: true,
    text: ({ usage }) =>
      usage?.peakMemory === null || usage === null ? '–' : grouped(usage.peakMemory / 1e6),
    csv: [{ name: 'peakMemoryBytes', value: ({ usage }) => usage?.peakMemory ?? null }],
  },
];

type Usage = NonNullable<LaunchRecord['usage']>;

function usageColumn(
  title: string,
  parts: readonly (readonly [name: string, valueOf: (usage: Usage) => number | null])[],
): Column<LaunchRecord> {
  return {
    title,
    numeric: true,
    text: ({ usage }) =>
      usage === null ? '–' : parts.map(([, part]) => groupedOrDash(part(usage))).join(' + '),
    csv: parts.map(([name, part]) => ({
      name,
      value: ({ usage }) => (usage === null ? null : part(usage)),
    })),
  };
}

const disturbance: Column<LaunchRecord> = {
  title: 'Machine: speed before → after, disturbance',
  text: disturbanceWords,
  csv: [
    { name: 'spinBeforeNs', value: (launch) => launch.disturbance?.spinBeforeNs ?? null },
    { name: 'spinAfterNs', value: (launch) => launch.disturbance?.spinAfterNs ?? null },
    { name: 'steal', value: (launch) => launch.disturbance?.steal ?? null },
    { name: 'foreignCpus', value: (launch) => launch.disturbance?.foreignCpus ?? null },
    { name: 'foreignIo', value: (launch) => launch.disturbance?.foreignIo ?? null },
  ],
};
