/** What holds between a run and the records of its launches, wherever they are read from. */
import { cellKey } from './cell.js';
import type { LaunchRecord } from './launch.js';
import { blockKey } from './plan.js';
import type { Run } from './run.js';

/** The records that count: of every block its last attempt, in the order they were written. */
export function lastAttempts(records: readonly LaunchRecord[]): LaunchRecord[] {
  if (records.every(({ attempt }) => attempt === 1)) return [...records];
  const last = new Map<string, number>();
  for (const record of records) {
    const key = blockKey(record);
    last.set(key, Math.max(last.get(key) ?? 0, record.attempt));
  }
  return records.filter((record) => record.attempt === last.get(blockKey(record)));
}

/** What is wrong with records that the plan does not know, knows otherwise, or has only once; undefined when nothing is. */
export function contradiction(run: Run, launches: readonly LaunchRecord[]): string | undefined {
  const planned = new Map(run.plan.launches.map((launch) => [launch.id, launch]));
  const seen = new Set<string>();
  for (const record of launches) {
    const launch = planned.get(record.id);
    if (launch === undefined) return `launch ${record.id} is not in the plan of the run`;
    if (seen.has(record.id)) return `launch ${record.id} is there twice`;
    seen.add(record.id);
    if (cellKey(record) !== cellKey(launch) || record.block !== launch.block || record.seed !== launch.seed) {
      return `launch ${record.id} is not what the plan says it is`;
    }
  }
  return undefined;
}
