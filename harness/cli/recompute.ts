/** `tutti recompute`: makes everything derived again from the launches, and says whether it is what is stored. */
import { exitCodes } from '../model/errors.js';
import { allAgree, recomputeDocument, recomputeReport } from '../report/recompute-report.js';
import { recomputeRun } from '../store/recompute.js';
import { defineCommand } from './command.js';
import { openRun } from './open-run.js';
import { jsonOption, resultsOption, runArgument } from './options.js';

export const recomputeCommand = defineCommand({
  name: 'recompute',
  summary: 'make everything derived again from the launches of a run, and compare it with what is stored',
  arguments: [runArgument],
  options: { results: resultsOption, json: jsonOption },
  examples: [
    ['tutti recompute', 'the latest run; ends with 3 when a stored number is not what its launches give'],
    ['tutti recompute --json', 'for machines'],
  ],
  run({ results, json }, name) {
    const all = [recomputeRun(openRun(results, name))];
    const text = json ? JSON.stringify(recomputeDocument(all)) : recomputeReport(all);
    process.stdout.write(`${text}\n`);
    return allAgree(all) ? exitCodes.fine : exitCodes.measurementFailed;
  },
});
