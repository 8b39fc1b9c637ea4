/** `tutti claims`: which sentences of the papers hold in a run. */
import { judgeClaims } from '../judge/claims/claims.js';
import { exitCodes } from '../model/errors.js';
import { claimsDocument, claimsReport } from '../report/claims-report.js';
import { defineCommand } from './command.js';
import { chooseSuites, openHouse } from './house.js';
import { openRun } from './open-run.js';
import { jsonOption, resultsOption, runArgument } from './options.js';
import { selectionOptions } from './selection-options.js';

export const claimsCommand = defineCommand({
  name: 'claims',
  summary: "judge the papers' claims by a run: reproduced, not reproduced, inconclusive, not measured",
  arguments: [runArgument],
  options: {
    suite: selectionOptions.suite,
    results: resultsOption,
    json: jsonOption,
  },
  examples: [
    ['tutti claims', 'all claims, by the latest run'],
    ['tutti claims --suite pipe', 'those of one suite'],
    ['tutti list claims', 'what there is, and the profile that measures enough for each'],
  ],
  async run({ suite, results, json }, name) {
    const house = await openHouse();
    const suites = chooseSuites(house, suite);
    const { run, launches } = openRun(results, name);
    const claims = judgeClaims(suites, { suites: run.suites, launches });
    const text = json ? JSON.stringify(claimsDocument(run, claims)) : claimsReport(run, claims);
    process.stdout.write(`${text}\n`);
    return exitCodes.fine;
  },
});
