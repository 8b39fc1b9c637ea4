/** `tutti show`: the tables of a run. */
import * as z from 'zod';
import { exitCodes } from '../model/errors.js';
import { runDocument, runReport } from '../report/run-report.js';
import { timingDocument, timingReport } from '../report/timing-report.js';
import { defineCommand } from './command.js';
import { openRun } from './open-run.js';
import { jsonOption, resultsOption, runArgument } from './options.js';

export const showCommand = defineCommand({
  name: 'show',
  summary: 'print a run: every cell with its interval and validity, and what failed',
  arguments: [runArgument],
  options: {
    timing: {
      flags: '--timing',
      help: 'print what the harness adds to each launch instead',
      schema: z.boolean().default(false),
    },
    results: resultsOption,
    json: jsonOption,
  },
  examples: [
    ['tutti show', 'the latest run'],
    ['tutti show --json | jq ".cells[0]"', 'for machines'],
    ['tutti show --timing', 'wall time of a launch beyond its warm-up and window'],
  ],
  run({ timing, results, json }, name) {
    const { run, launches } = openRun(results, name);
    const document = timing ? timingDocument : runDocument;
    const report = timing ? timingReport : runReport;
    process.stdout.write(`${json ? JSON.stringify(document(run, launches)) : report(run, launches)}\n`);
    return exitCodes.fine;
  },
});
