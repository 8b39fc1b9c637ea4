/** `tutti export`: a run as CSV or JSON on standard output. */
import * as z from 'zod';
import { exitCodes } from '../model/errors.js';
import { runDocument } from '../report/run-report.js';
import { launchesCsv, summaryCsv } from '../store/csv.js';
import { defineCommand } from './command.js';
import { openRun } from './open-run.js';
import { resultsOption, runArgument } from './options.js';

export const exportCommand = defineCommand({
  name: 'export',
  summary: 'print a run as CSV or JSON',
  arguments: [runArgument],
  options: {
    format: {
      flags: '--format <format>',
      help: 'csv or json',
      schema: z.enum(['csv', 'json'], 'csv or json').default('csv'),
    },
    rows: {
      flags: '--rows <what>',
      help: 'summary (a row per cell and metric) or launches (a row per launch and metric)',
      schema: z.enum(['summary', 'launches'], 'summary or launches').default('summary'),
    },
    results: resultsOption,
  },
  examples: [
    ['tutti export --format csv > summary.csv', 'the latest run, a row per cell and metric'],
    ['tutti export --rows launches > launches.csv', 'every launch'],
    ['tutti export --format json --rows launches', 'the run with all its launch records'],
  ],
  run({ format, rows, results }, name) {
    const { run, launches } = openRun(results, name);
    if (format === 'csv') {
      const toCsv = rows === 'summary' ? summaryCsv : launchesCsv;
      process.stdout.write(toCsv(launches, run.suites));
    } else {
      const document = rows === 'summary' ? runDocument(run, launches) : { schema: 1, run, launches };
      process.stdout.write(`${JSON.stringify(document)}\n`);
    }
    return exitCodes.fine;
  },
});
