/** Loads the published runs: what is shown of one when it is opened, its launches when they are asked for. */
import { reasonOf } from '../../../harness/model/errors.js';
import type { LaunchRecord } from '../../../harness/model/launch.js';
import {
  type PublishedIndex,
  type PublishedIndexEntry,
  publishedIndexSchema,
  type PublishedRun,
  publishedRunSchema,
} from '../../published.js';
import type { LoadedRun } from './loaded-run.js';
import { damaged, parseData } from './parse-data.js';
import { readPublishedLaunches } from './published-launches.js';
import { Remembered } from './remembered.js';
import { runOfSummary } from './run-summary.js';
import { globals, runScriptFile } from './script-file.js';

/**
 * The published runs.
 * @throws DataError when `data/index.js` is missing, damaged, or not of this page's version
 */
export function loadIndex(): PublishedIndex {
  return parseData('data/index.js', publishedIndexSchema, globals.tuttiIndex);
}

const runs = new Remembered<LoadedRun>();

/**
 * One run.
 * @throws DataError when its file is missing, damaged, not of this page's version, or not the one that the index names
 */
export function loadRun({ id, file, hash: wanted }: PublishedIndexEntry): Promise<LoadedRun> {
  return runs.get(file, async () => {
    const path = `data/${file}`;
    await runScriptFile(path);
    const published = parseData(path, publishedRunSchema, globals.tuttiRuns?.[id]);
    // The text is not needed again.
    delete globals.tuttiRuns?.[id];
    const { hash, summary } = published;
    if (hash !== wanted) {
      throw damaged(path, `it was published as ${hash}, and the index names what was published as ${wanted}`);
    }
    const launches = new Remembered<LaunchRecord[]>();
    const launchesOf = (suite: string) => launches.get(suite, () => loadLaunches(published, suite));
    try {
      return runOfSummary(summary, { hash, launchesOf });
    } catch (thrown) {
      throw damaged(path, reasonOf(thrown));
    }
  });
}

async function loadLaunches(published: PublishedRun, suite: string): Promise<LaunchRecord[]> {
  const file = published.launches[suite]?.file;
  // Nothing was recorded of it.
  if (file === undefined) return [];
  const path = `data/${file}`;
  await runScriptFile(path);
  const found = readPublishedLaunches(path, globals.tuttiLaunches?.[file], published);
  delete globals.tuttiLaunches?.[file];
  if (found.suite !== suite) throw damaged(path, `it holds launches of ${found.suite}, not of ${suite}`);
  return found.launches;
}
