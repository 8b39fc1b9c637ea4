/** The launches of a run, read suite by suite. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import { reasonOf } from '../../../../harness/model/errors.js';
import { suitesOf } from '../../page/selection.js';
import type { LoadedRun } from '../../data/loaded-run.js';

/** What has been read so far. */
export interface RunLaunches {
  readonly bySuite: ReadonlyMap<string, readonly LaunchRecord[]>;
  /** Suites that are still to be read. */
  readonly waiting: number;
  /** Why the launches of a suite cannot be shown, by suite. */
  readonly faults: ReadonlyMap<string, string>;
}

/** All launches that are read, suite by suite. */
export function launchesRead({ bySuite }: RunLaunches): LaunchRecord[] {
  return [...bySuite.values()].flat();
}

/**
 * Reads the launches of every suite, one after the other, and tells what there is after each: a large run has many.
 * @param tell returns false when nobody listens any more
 */
export async function readLaunches(
  loaded: LoadedRun,
  tell: (launches: RunLaunches) => boolean,
): Promise<void> {
  const suites = suitesOf(loaded);
  const bySuite = new Map<string, readonly LaunchRecord[]>();
  const faults = new Map<string, string>();
  let next = launchesAhead(loaded, suites[0]?.name);
  for (const [index, { name, title }] of suites.entries()) {
    const launches = next;
    // The file of the next suite is fetched while this one is drawn.
    next = launchesAhead(loaded, suites[index + 1]?.name);
    try {
      bySuite.set(name, await launches);
    } catch (thrown) {
      faults.set(name, `The launches of “${title}” cannot be shown. ${reasonOf(thrown)}`);
    }
    if (!tell({ bySuite, waiting: suites.length - index - 1, faults })) return;
  }
}

/** Begins to read; what goes wrong is said when it is waited for. */
function launchesAhead(loaded: LoadedRun, suite: string | undefined): Promise<readonly LaunchRecord[]> {
  const launches = suite === undefined ? Promise.resolve([]) : loaded.launchesOf(suite);
  launches.catch(() => undefined);
  return launches;
}
