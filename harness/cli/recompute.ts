/** `tutti recompute`: makes everything derived again from the launches, and says whether it is what is stored. */
import { exitCodes } from '../model/errors.js';
import {
  agrees,
  type Recomputation,
  recomputeDocument,
  recomputeReport,
} from '../report/recompute-report.js';
import { recomputedTables } from '../store/derived-tables.js';
import type { StoredRun } from '../store/run-folder.js';
import { defineCommand } from './command.js';
import { openRun } from './open-run.js';
import { jsonOption, resultsOption, runArgument } from './options.js';

export const recomputeCommand = defineCommand({
  name: 'recompute',
  summary: 'make everything derived again from the launches of a run, and compare it with what is stored',
  argument: runArgument,
  options: { results: resultsOption, json: jsonOption },
  examples: [
    ['tutti recompute', 'every number of the latest run; ends with 3 when one is not what its launches give'],
    ['tutti recompute --json', 'for machines'],
  ],
  run({ results, json }, name) {
    const all = [recomputeRun(openRun(results, name))];
    const text = json ? JSON.stringify(recomputeDocument(all)) : recomputeReport(all);
    process.stdout.write(`${text}\n`);
    return all.every(agrees) ? exitCodes.fine : exitCodes.measurementFailed;
  },
});

function recomputeRun(stored: StoredRun): Recomputation {
  return {
    of: stored.run.id,
    launches: stored.launches.length,
    seed: stored.run.plan.seed,
    files: recomputedTables(stored),
  };
}
