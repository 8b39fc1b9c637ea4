/** `tutti publish`: the static dashboard. */
import { resolve } from 'node:path';
import * as z from 'zod';
import { publishDashboard } from '../../dashboard/publish.js';
import { exitCodes, TuttiError } from '../model/errors.js';
import { findRun, listRuns, type StoredRun } from '../store/run-folder.js';
import { defineCommand, wholeNumber } from './command.js';
import { openFolder, openRun } from './open-run.js';
import { resultsOption } from './options.js';

export const publishCommand = defineCommand({
  name: 'publish',
  summary: 'write the static dashboard: a folder that opens from a disk and from any server',
  argument: { name: '[run]', help: 'id or folder of the only run to show; the last ones when not given' },
  options: {
    out: { flags: '--out <dir>', help: 'folder to write', schema: z.string().min(1).default('results/site') },
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

/** The last runs that can be read; one that cannot is named and left out. Throws when there is none at all. */
function lastRuns(results: string, count: number): StoredRun[] {
  const latest = findRun(results);
  const runs = listRuns(results).slice(-count).flatMap(readable);
  return runs.length > 0 ? runs : [openFolder(latest)];
}

function readable(folder: string): StoredRun[] {
  try {
    return [openFolder(folder)];
  } catch (thrown) {
    if (!(thrown instanceof TuttiError)) throw thrown;
    process.stderr.write(`note: left out: ${thrown.message}\n`);
    return [];
  }
}
