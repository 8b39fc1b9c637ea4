/** The tables of a run, all of them made from its launches. */
import type { LaunchRecord } from '../model/launch.js';
import type { Run } from '../model/run.js';
import { launchesCsv, summaryCsv } from './csv.js';

/** Text of every table by the name of its file. */
export function derivedTables({ suites }: Run, launches: readonly LaunchRecord[]): Record<string, string> {
  return { 'launches.csv': launchesCsv(launches, suites), 'summary.csv': summaryCsv(launches, suites) };
}
