/** `tutti publish`: the static dashboard. */
import { resolve } from 'node:path';
import * as z from 'zod';
import { publishDashboard, type RunToPublish } from '../../dashboard/publish.js';
import { judgeClaims } from '../judge/claims/claims.js';
import { floorsOf } from '../judge/noise-floor.js';
import { exitCodes, TuttiError } from '../model/errors.js';
import type { Run } from '../model/run.js';
import type { Suite } from '../model/suite.js';
import { readQualification } from '../store/qualifications.js';
import { findRun, listRuns, type StoredRun } from '../store/run-folder.js';
import { defineCommand, wholeNumber } from './command.js';
import { openHouse } from './house.js';
import { openRun, openStored } from './open-run.js';
import { folderSchema, qualificationsOption, repeatedNames, resultsOption } from './options.js';
import { pastTrends } from './publish/past-trends.js';

export const publishCommand = defineCommand({
  name: 'publish',
  summary: 'write the static dashboard: a folder that opens from a disk and from any server',
  arguments: [
    { name: '[run]', help: 'id, folder or kept file of the only run to show; the last ones when not given' },
  ],
  options: {
    out: { flags: '--out <dir>', help: 'folder to write', schema: folderSchema.default('results/site') },
    last: {
      flags: '--last <n>',
      help: 'how many of the last runs to show',
      schema: wholeNumber(1).default(5),
    },
    also: {
      flags: '--also <run>',
      help: 'a run to show besides: id, folder or kept file (.json.gz); may be given several times',
      repeated: true,
      schema: repeatedNames,
    },
    store: {
      flags: '--store <dir>',
      help: 'folder of the history that the trends are of (default: results/history; without one, the runs of this host)',
      schema: folderSchema.optional(),
    },
    branch: {
      flags: '--branch <name>',
      help: 'branch of the git repository here that has the history instead',
      schema: z.string().min(1).optional(),
    },
    results: resultsOption,
    qualifications: qualificationsOption,
  },
  examples: [
    ['tutti publish --out site', 'the last five runs, and what the history says'],
    ['tutti publish latest --out site', 'only the latest'],
    ['tutti publish --branch bench-data --out site', 'with the history of a branch'],
    ['tutti publish path/to/RUN.json.gz --out site', 'a run that a history keeps'],
    ['tutti publish latest --also RUN.json.gz --out site', 'the latest, and another to hold it against'],
  ],
  async run({ out, last, also, store, branch, results, qualifications }, name) {
    const shown = name === undefined ? lastRuns(results, last) : [openRun(results, name)];
    const stored = withoutTwins([...shown, ...also.map((other) => openRun(results, other))]);
    const house = await openHouse();
    const runs = stored.map((one) => judged(one, house.suites, qualifications));
    const hosts = stored.map(({ run }) => run.host);
    const { trends, notes } = pastTrends({ store, branch, results, qualifications }, hosts);
    for (const note of notes) process.stderr.write(`note: ${note}\n`);
    process.stdout.write(`${resolve(publishDashboard(runs, out, { trends, began }))}\n`);
    return exitCodes.fine;
  },
});

/** Fewer launches than this are judged and written within a second or two. */
const manyLaunches = 10_000;

/** Says what takes long before it does. */
function began({ id, plan }: Run): void {
  const { length } = plan.launches;
  if (length < manyLaunches) return;
  process.stderr.write(`note: run ${id} has ${length} launches: judging all of them takes a while\n`);
}

function judged(
  { run, launches }: StoredRun,
  suites: readonly Suite[],
  qualifications: string,
): RunToPublish {
  return {
    run,
    launches,
    claims: judgeClaims(suites, { suites: run.suites, launches }),
    floorOf: floorsOf(readQualification(qualifications, run.environment)),
  };
}

/** A run that is named twice, or kept and in its folder, is shown once. */
function withoutTwins(runs: readonly StoredRun[]): StoredRun[] {
  return [...new Map(runs.map((one) => [one.run.id, one])).values()];
}

/** The last runs that can be read; one that cannot is named and left out. Throws when none can, or there is none. */
function lastRuns(results: string, count: number): StoredRun[] {
  const latest = findRun(results);
  const faults: TuttiError[] = [];
  const runs = listRuns(results)
    .slice(-count)
    .flatMap((folder) => readable(folder, faults));
  if (runs.length === 0) return [openStored(latest)];
  for (const { message } of faults) process.stderr.write(`note: left out: ${message}\n`);
  return runs;
}

function readable(folder: string, faults: TuttiError[]): StoredRun[] {
  try {
    return [openStored(folder)];
  } catch (thrown) {
    if (!(thrown instanceof TuttiError)) throw thrown;
    faults.push(thrown);
    return [];
  }
}
