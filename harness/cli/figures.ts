/** `tutti figures`: every figure of a run as PNG, SVG and CSV, drawn by the dashboard's own page. */
import { resolve } from 'node:path';
import { drawFigures } from '../../dashboard/figures.js';
import { exitCodes, TuttiError } from '../model/errors.js';
import { browserRemedy, findBrowser } from '../setup/browser.mjs';
import { defineCommand } from './command.js';
import { openRun } from './open-run.js';
import { folderSchema, jsonOption, resultsOption, runArgument } from './options.js';

export const figuresCommand = defineCommand({
  name: 'figures',
  summary: 'write every figure of a run as PNG, SVG and CSV, the published curves behind ours',
  arguments: [runArgument],
  options: {
    out: {
      flags: '--out <dir>',
      help: 'folder to write',
      schema: folderSchema.default('results/figures'),
    },
    results: resultsOption,
    json: jsonOption,
  },
  examples: [
    ['tutti figures --out figures', 'the figures of the latest run'],
    ['tutti figures path/to/run --out figures', 'of a run in some folder'],
  ],
  async run({ out, results, json }, name) {
    const stored = openRun(results, name);
    const browser = findBrowser();
    if (browser === undefined) throw new TuttiError('BROWSER_MISSING', { hint: browserRemedy() });
    const files = await drawFigures(stored, out, browser.path);
    const lines = files.flatMap(({ png, svg, csv }) => [png, svg, csv]).map((file) => resolve(file));
    process.stdout.write(
      json
        ? `${JSON.stringify({ schema: 1, run: stored.run.id, figures: files })}\n`
        : `${lines.join('\n')}\n`,
    );
    return exitCodes.fine;
  },
});
