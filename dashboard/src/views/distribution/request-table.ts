/** What became of the requests behind the response times: answered, and failed in which way, by target. Pure. */
import type { LaunchRecord, MeasuredLaunch } from '../../../../harness/model/launch.js';
import { countColumn, textColumn } from '../../table/columns.js';
import type { Table } from '../../table/table.js';

type Failures = NonNullable<MeasuredLaunch['load']>['failures'];

/** Requests that came to a wrong end, in words. */
const kinds: readonly (readonly [keyof Failures, string])[] = [
  ['timeout', 'Timed out'],
  ['connect', 'Not connected'],
  ['reset', 'Reset'],
  ['status', 'Wrong status'],
  ['length', 'Wrong length'],
  ['content', 'Wrong content'],
];

/** The requests of all launches of one target at a point. */
export interface RequestRow {
  readonly target: string;
  readonly requests: number;
  readonly responses: number;
  readonly failures: Failures;
  readonly failedLaunches: number;
}

/**
 * Sums over all launches of each target, whole launches with their warm-up.
 * @param launches of one suite and point
 * @param targets the rows, in this order; one without launches is left out
 */
export function requestRows(launches: readonly LaunchRecord[], targets: readonly string[]): RequestRow[] {
  return targets.flatMap((target) => {
    const ours = launches.filter((launch) => launch.target === target);
    if (ours.length === 0) return [];
    const loads = ours.flatMap((launch) =>
      launch.outcome === 'measured' && launch.load ? [launch.load] : [],
    );
    const sum = (of: (load: (typeof loads)[number]) => number) =>
      loads.reduce((total, load) => total + of(load), 0);
    const failed = (kind: keyof Failures) => sum(({ failures }) => failures[kind]);
    return [
      {
        target,
        requests: sum(({ requests }) => requests),
        responses: sum(({ responses }) => responses),
        failures: {
          status: failed('status'),
          length: failed('length'),
          content: failed('content'),
          reset: failed('reset'),
          timeout: failed('timeout'),
          connect: failed('connect'),
        },
        failedLaunches: ours.filter(({ outcome }) => outcome === 'failed').length,
      },
    ];
  });
}

/**
 * What became of the requests, in a sentence.
 * @param rows of all targets at a point, the hidden ones too
 */
export function requestWords(rows: readonly RequestRow[]): string {
  const failed = rows.filter(
    ({ failures, failedLaunches }) =>
      failedLaunches > 0 || Object.values(failures).some((number) => number > 0),
  );
  if (failed.length > 0) {
    return `Something failed of ${failed.map(({ target }) => target).join(', ')}: a response time is of what was answered alone.`;
  }
  return rows.every(({ requests }) => requests === 0)
    ? 'No request is recorded here.'
    : 'Every request of every launch here was answered rightly.';
}

export function requestTable(rows: readonly RequestRow[]): Table<RequestRow> {
  return {
    caption: 'Requests of all launches at this point, warm-up included, and what became of them',
    columns: [
      textColumn('Target', 'target', ({ target }) => target),
      countColumn('Requests', 'requests', ({ requests }) => requests),
      countColumn('Answered', 'responses', ({ responses }) => responses),
      ...kinds.map(([kind, title]) => countColumn<RequestRow>(title, kind, ({ failures }) => failures[kind])),
      countColumn('Launches failed', 'failedLaunches', ({ failedLaunches }) => failedLaunches),
    ],
    groups: [{ title: null, rows }],
  };
}
