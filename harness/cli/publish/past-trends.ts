/** The trends that are published: those of a history, or else of the runs that are at hand. */
import { floorsOf } from '../../judge/noise-floor.js';
import { type PastRun, pastRun, trendsOf } from '../../judge/trend/trend.js';
import { TuttiError } from '../../model/errors.js';
import { historySchemaVersion } from '../../model/history.js';
import type { Trend } from '../../model/trend.js';
import { readHistory } from '../../store/history.js';
import { readQualification } from '../../store/qualifications.js';
import { listRuns, readRun } from '../../store/run-folder.js';
import { openPlace } from '../history/history-place.js';

/** A course takes two runs at least. */
const fewestRuns = 2;

/** Where to look. */
export interface PastOptions {
  readonly store: string | undefined;
  readonly branch: string | undefined;
  readonly results: string;
  readonly qualifications: string;
}

/** What was found, and what had to be left out, in words. */
export interface PastTrends {
  readonly trends: readonly Trend[];
  readonly notes: readonly string[];
}

/**
 * The trend of every cell and metric that two runs have, and one of them a number of: from the history; where there is none
 * and none is named, from the finished runs of these hosts.
 * @throws TuttiError NO_HISTORY when the one that is named is not there, and what opening one throws
 */
export function pastTrends(options: PastOptions, hosts: readonly string[]): PastTrends {
  const { runs, notes } = keptRuns(options) ?? { runs: finishedRuns(options.results, hosts), notes: [] };
  if (runs.length < fewestRuns) return { trends: [], notes };
  const trends = trendsOf(
    runs,
    () => true,
    (environment) => floorsOf(readQualification(options.qualifications, environment)),
  );
  return {
    trends: trends.filter(
      ({ points, leftOut }) => points.length > 0 && points.length + leftOut.length >= fewestRuns,
    ),
    notes,
  };
}

/** Those of the history; null when there is none where one usually is. */
function keptRuns({ store, branch }: PastOptions): { runs: PastRun[]; notes: string[] } | null {
  const { place } = openPlace({ store, branch, push: undefined });
  try {
    const { runs, damaged } = readHistory(place);
    // One at a time: a whole history need not fit into memory.
    const past: PastRun[] = [];
    for (const kept of runs) past.push(pastRun(kept));
    return {
      runs: past,
      notes: damaged.map(({ file, reason }) => `left out of the history: ${file}: ${reason}`),
    };
  } catch (thrown) {
    const isNamed = store !== undefined || branch !== undefined;
    if (isNamed || !(thrown instanceof TuttiError) || thrown.code !== 'NO_HISTORY') throw thrown;
    return null;
  }
}

/** The finished runs of these hosts that can be read. */
function finishedRuns(results: string, hosts: readonly string[]): PastRun[] {
  return listRuns(results).flatMap((folder) => {
    try {
      const { run, launches } = readRun(folder);
      const isFinished = launches.length === run.plan.launches.length;
      return isFinished && hosts.includes(run.host)
        ? [pastRun({ schema: historySchemaVersion, run, launches })]
        : [];
    } catch (thrown) {
      if (thrown instanceof TuttiError) return [];
      throw thrown;
    }
  });
}
