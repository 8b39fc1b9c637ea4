/** `tutti publish`: the static dashboard. */
import { resolve } from 'node:path';
import { publishDashboard } from '../../dashboard/publish.js';
import { exitCodes, TuttiError } from '../model/errors.js';
import { findRun, listRuns, type StoredRun } from '../store/run-folder.js';
import { defineCommand, wholeNumber } from './command.js';
import { openFolder, openRun } from './open-run.js';
import { folderSchema, resultsOption } from './options.js';

export const publishCommand = defineCommand({
  name: 'publish',
  summary: 'write the static dashboard: a folder that opens from a disk and from any server',
  arguments: [{ name: '[run]', help: 'id or folder of the only run to show; the last ones when not given' }],
  options: {
    out: { flags: '--out <dir>', help: 'folder to write', schema: folderSchema.default('results/site') },
    last: {
      flags: '--last <n>',
      help: 'how many of the last runs to show',
      schema: wholeNumber(1).default(5),
    },
    results: resultsOption,
  },
  examples: [
    ['tutti publish --out site', 'the last five runs'],
    ['tutti publish latest --out site', 'only the latest'],
  ],
  run({ out, last, results }, name) {
    const runs = name === undefined ? lastRuns(results, last) : [openRun(results, name)];
    process.stdout.write(`${resolve(publishDashboard(runs, out))}\n`);
    return exitCodes.fine;
  },
});

/** The last runs that can be read; one that cannot is named and left out. Throws when none can, or there is none. */
function lastRuns(results: string, count: number): StoredRun[] {
  const latest = findRun(results);
  const faults: TuttiError[] = [];
  const runs = listRuns(results)
    .slice(-count)
    .flatMap((folder) => readable(folder, faults));
  if (runs.length === 0) return [openFolder(latest)];
  for (const { message } of faults) process.stderr.write(`note: left out: ${message}\n`);
  return runs;
}

function readable(folder: string, faults: TuttiError[]): StoredRun[] {
  try {
    return [openFolder(folder)];
  } catch (thrown) {
    if (!(thrown instanceof TuttiError)) throw thrown;
    faults.push(thrown);
    return [];
  }
}
