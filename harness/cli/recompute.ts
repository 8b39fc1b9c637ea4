/** `tutti recompute`: makes everything derived again from the launches, and says whether it is what is stored. */
import { dirname, join } from 'node:path';
import { judgeAgain } from '../judge/gate/gate-again.js';
import { exitCodes } from '../model/errors.js';
import type { Recomputation } from '../model/recomputation.js';
import { checkFiles } from '../report/check-files.js';
import { allAgree, recomputeDocument, recomputeReport } from '../report/recompute-report.js';
import { findVerdict, readVerdict } from '../store/gate-files.js';
import { compareStored, recomputeRun } from '../store/recompute.js';
import { defineCommand } from './command.js';
import { openRun, openStored } from './open-run.js';
import { folderSchema, jsonOption, resultsOption } from './options.js';

export const recomputeCommand = defineCommand({
  name: 'recompute',
  summary:
    'make everything derived again from the launches of a run or a check, and compare it with what is stored',
  arguments: [{ name: '[run]', help: 'id or folder of a run or of a check; the latest run when not given' }],
  options: {
    results: resultsOption,
    checks: {
      flags: '--checks <dir>',
      help: 'folder of all checks',
      schema: folderSchema.default('results/checks'),
    },
    json: jsonOption,
  },
  examples: [
    ['tutti recompute', 'the latest run; ends with 3 when a stored number is not what its launches give'],
    ['tutti recompute results/checks/2026-11-24-23-30-00-0c0d', 'a verdict, and the runs of its stages'],
    ['tutti recompute --json', 'for machines'],
  ],
  run({ results, checks, json }, name) {
    const verdict = name === undefined ? null : findVerdict(checks, name);
    const all = verdict === null ? [recomputeRun(openRun(results, name))] : recomputeCheck(verdict);
    const text = json ? JSON.stringify(recomputeDocument(all)) : recomputeReport(all);
    process.stdout.write(`${text}\n`);
    return allAgree(all) ? exitCodes.fine : exitCodes.measurementFailed;
  },
});

/** The verdict of a check with its reports, then the tables of the runs of its stages. */
function recomputeCheck(file: string): Recomputation[] {
  const folder = dirname(file);
  const former = readVerdict(file);
  const { screen, confirm } = former.stages;
  const screened = openStored(join(folder, screen.folder));
  const confirmed = confirm === null ? null : openStored(join(folder, confirm.folder));
  const verdict = judgeAgain(
    former,
    { suites: screened.run.suites, launches: screened.launches },
    confirmed === null ? null : { suites: confirmed.run.suites, launches: confirmed.launches },
  );
  const runs = [screened, ...(confirmed === null ? [] : [confirmed])];
  return [
    {
      of: folder,
      launches: runs.reduce((sum, { launches }) => sum + launches.length, 0),
      seed: screen.seed,
      files: Object.entries(checkFiles(verdict)).map(([name, made]) =>
        compareStored(join(folder, name), made),
      ),
    },
    ...runs.map(recomputeRun),
  ];
}
