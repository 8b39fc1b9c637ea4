/** From the texts of files that a reader brings to a run. Pure. */
import { reasonOf } from '../../../harness/model/errors.js';
import { historySchemaVersion, keptRunSchema } from '../../../harness/model/history.js';
import { type LaunchRecord, launchRecordSchema } from '../../../harness/model/launch.js';
import { contradiction, lastAttempts } from '../../../harness/model/recorded-run.js';
import { type Run, runSchema, runSchemaVersion } from '../../../harness/model/run.js';
import { contentOfScript, type PublishedGlobals, publishedRunSchema } from '../../published.js';
import type { BroughtRun } from './brought-run.js';
import { DataError } from './data-error.js';
import { type LoadedRun, loadedRun } from './loaded-run.js';
import { damaged, type Origin, parseData } from './parse-data.js';
import { readPublishedLaunches } from './published-launches.js';
import { runOfSummary } from './run-summary.js';

/** A file as text; for messages by its name. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

const written: Omit<Origin, 'known'> = {
  made: 'written',
  again: 'Bring a whole copy of it.',
  newer: 'Publish this run with that Tutti, and look at it there: tutti publish.',
};
const ofRunFolder: Origin = { ...written, known: runSchemaVersion };
const ofHistory: Origin = { ...written, known: historySchemaVersion };

/**
 * A run from its folder. The last line of the log may have been broken off, when the run was: it does not count.
 * @throws DataError
 */
export function folderRun(runFile: TextFile, log: TextFile): BroughtRun {
  const run = parseData(runFile.name, runSchema, runFile.text, ofRunFolder);
  const lines = log.text.split('\n');
  const torn = lines.pop() ?? '';
  const records = lines.map((line, index) =>
    parseData(`${log.name}, line ${index + 1},`, launchRecordSchema, line, ofRunFolder),
  );
  const notices = torn === '' ? [] : [`The last line of ${log.name} was never finished, and does not count.`];
  return { loaded: recordedRun(log.name, run, lastAttempts(records), ofRunFolder), notices };
}

/**
 * A run from a history.
 * @throws DataError
 */
export function keptRun({ name, text }: TextFile): BroughtRun {
  const { run, launches } = parseData(name, keptRunSchema, text, ofHistory);
  return { loaded: recordedRun(name, run, launches, ofHistory), notices: [] };
}

function recordedRun(file: string, run: Run, launches: readonly LaunchRecord[], origin: Origin): LoadedRun {
  const fault = contradiction(run, launches);
  if (fault !== undefined) throw damaged(file, fault, origin);
  try {
    return loadedRun(run, launches);
  } catch (thrown) {
    throw damaged(file, reasonOf(thrown), origin);
  }
}

/**
 * A run from what was published of it: its file, and those of its launches as far as they were brought.
 * @throws DataError
 */
export function publishedRun(scripts: readonly TextFile[]): BroughtRun {
  const contents = scripts.flatMap(({ name, text }) => {
    const content = contentOfScript(text);
    return content === null ? [] : [{ name, ...content }];
  });
  const of = (wanted: keyof PublishedGlobals) => contents.filter(({ global }) => global === wanted);
  const [file, ...others] = of('tuttiRuns');
  if (others.length > 0) throw new DataError('More than one run was brought. Bring one at a time.');
  if (file === undefined) {
    const names = scripts.map(({ name }) => name).join(', ');
    throw new DataError(`There is no published run in ${names}. Bring its file data/RUN.js.`);
  }
  const published = parseData(file.name, publishedRunSchema, file.json);
  const { hash, summary } = published;
  const bySuite = new Map<string, readonly LaunchRecord[]>();
  for (const { name, json } of of('tuttiLaunches')) {
    const { suite, launches } = readPublishedLaunches(name, json, published);
    bySuite.set(suite, launches);
  }
  const launchesOf = (suite: string): Promise<readonly LaunchRecord[]> => {
    const brought = bySuite.get(suite);
    const name = published.launches[suite]?.file;
    if (brought !== undefined || name === undefined) return Promise.resolve(brought ?? []);
    return Promise.reject(new DataError(`The launches of ${suite} were not brought. Bring ${name} as well.`));
  };
  try {
    return { loaded: runOfSummary(summary, { hash, launchesOf }), notices: [] };
  } catch (thrown) {
    throw damaged(file.name, reasonOf(thrown));
  }
}
