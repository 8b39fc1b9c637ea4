/** `tutti history`: keep runs for good, and see what changed over them. */
import * as z from 'zod';
import { floorsOf } from '../judge/noise-floor.js';
import { pastRun, trendsOf, type Wanted } from '../judge/trend.js';
import type { CellSummary } from '../model/cell.js';
import { exitCodes } from '../model/errors.js';
import type { KeptRun } from '../model/history.js';
import { trendReport, trendsDocument } from '../report/trend-report.js';
import { type HistoryPlace, packRun, readHistory } from '../store/history.js';
import { readQualification } from '../store/qualifications.js';
import { defineCommand } from './command.js';
import { openPlace } from './history-place.js';
import { openRun } from './open-run.js';
import { folderSchema, jsonOption, qualificationsOption, resultsOption } from './options.js';

const repeatedName = z.array(z.string()).default([]);

export const historyCommand = defineCommand({
  name: 'history',
  summary: 'keep runs for good, and see what changed over them, cell by cell',
  options: {
    add: {
      flags: '--add [run]',
      help: 'add a run, the latest when none is named, and stop; one that is there already changes nothing',
      schema: z.union([z.string(), z.literal(true)]).optional(),
    },
    store: {
      flags: '--store <dir>',
      help: 'folder of the history (default: results/history)',
      schema: folderSchema.optional(),
    },
    branch: {
      flags: '--branch <name>',
      help: 'keep it on this branch of the git repository here instead, which has nothing else',
      schema: z.string().min(1).optional(),
    },
    push: {
      flags: '--push [remote]',
      help: 'with --add: send the branch to a remote as well, origin when none is named',
      schema: z.union([z.string(), z.literal(true)]).optional(),
    },
    suite: {
      flags: '--suite <name>',
      help: 'only this suite; may be repeated',
      repeated: true,
      schema: repeatedName,
    },
    target: {
      flags: '--target <name>',
      help: 'only this target; may be repeated',
      repeated: true,
      schema: repeatedName,
    },
    metric: {
      flags: '--metric <name>',
      help: 'only this metric instead of the first one of each suite; may be repeated',
      repeated: true,
      schema: repeatedName,
    },
    qualifications: qualificationsOption,
    results: resultsOption,
    json: jsonOption,
  },
  examples: [
    ['tutti history --add', 'keep the latest run in results/history'],
    ['tutti history --add --branch bench-data --push', 'keep it on a branch, and send that to origin'],
    ['tutti history', 'the trend of every cell, and what changed'],
    ['tutti history --branch bench-data --target native --json', 'for machines'],
  ],
  run(options) {
    const { place, push } = openPlace(options);
    if (options.add !== undefined) {
      const run = openRun(options.results, options.add === true ? undefined : options.add);
      return add(place, run, push, options.json);
    }
    const { json, qualifications } = options;
    const { runs, damaged } = readHistory(place);
    const past = [...runs].map((kept) => ({ ...pastRun(kept), primary: primaryMetrics(kept) }));
    const primary = new Map(past.flatMap((run) => [...run.primary]));
    const trends = trendsOf(past, wanted(options, primary), (environment) =>
      floorsOf(readQualification(qualifications, environment)),
    );
    const findings = { history: place.name, runs: past.length, damaged, trends };
    process.stdout.write(`${json ? JSON.stringify(trendsDocument(findings)) : trendReport(findings)}\n`);
    return exitCodes.fine;
  },
});

function add(
  place: HistoryPlace,
  { run, launches }: Pick<KeptRun, 'run' | 'launches'>,
  push: () => string | null,
  json: boolean,
): number {
  const file = packRun(run, launches);
  const added = place.add(file);
  const pushed = push();
  const said = added ? `added ${file.path} to ${place.name}` : `${file.path} is in ${place.name} already`;
  const text = json
    ? JSON.stringify({ schema: 1, history: place.name, file: file.path, added, pushed: pushed !== null })
    : [said, pushed].filter((line) => line !== null).join('\n');
  process.stdout.write(`${text}\n`);
  return exitCodes.fine;
}

/** The first metric of each suite of a run: what tables sort by and gates gate. */
function primaryMetrics({ run }: KeptRun): [suite: string, metric: string | undefined][] {
  return run.suites.map(({ name, metrics }) => [name, metrics[0]?.name]);
}

function wanted(
  { suite, target, metric }: Readonly<Record<'suite' | 'target' | 'metric', readonly string[]>>,
  primary: ReadonlyMap<string, string | undefined>,
): Wanted {
  const among = (names: readonly string[], name: string): boolean =>
    names.length === 0 || names.includes(name);
  return (cell: CellSummary) =>
    among(suite, cell.suite) &&
    among(target, cell.target) &&
    (metric.length === 0 ? primary.get(cell.suite) === cell.metric : metric.includes(cell.metric));
}
