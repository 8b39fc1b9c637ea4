/** `tutti history`: keep runs for good, and see what changed over them. */
import * as z from 'zod';
import { floorsOf } from '../judge/noise-floor.js';
import { type PastRun, pastRun, trendsOf, type Wanted } from '../judge/trend/trend.js';
import { exitCodes, TuttiError } from '../model/errors.js';
import type { FactorValue } from '../model/point.js';
import { profileNameSchema } from '../model/profile.js';
import type { Trend } from '../model/trend.js';
import { type TrendFindings, trendReport, trendsDocument } from '../report/trend-report.js';
import { packRun, readHistory } from '../store/history.js';
import { readQualification } from '../store/qualifications.js';
import { defineCommand, wholeNumber } from './command.js';
import { openPlace, type PlaceOptions } from './history/history-place.js';
import { lookCloser, type Question } from './history/look-closer.js';
import { openRun } from './open-run.js';
import {
  folderSchema,
  jsonOption,
  materialsOption,
  qualificationsOption,
  repeatedNames,
  resultsOption,
} from './options.js';
import { selectionOptions } from './selection-options.js';

/** A range, or true for that of the change that the history shows. */
const rangeSchema = z.union([z.string(), z.literal(true)]).optional();

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
    suite: selectionOptions.suite,
    target: {
      flags: '--target <name>',
      help: 'only this target; may be repeated',
      repeated: true,
      schema: repeatedNames,
    },
    point: {
      flags: '--point <factor=value>',
      help: 'only cells with this value of a factor; may be repeated',
      repeated: true,
      schema: repeatedNames,
    },
    metric: {
      flags: '--metric <name>',
      help: 'only this metric instead of the first one of each suite; may be repeated',
      repeated: true,
      schema: repeatedNames,
    },
    remeasure: {
      flags: '--remeasure [old..new]',
      help: 'measure two revisions of a cell side by side; those of the change, when the chosen cells show one',
      schema: rangeSchema,
    },
    bisect: {
      flags: '--bisect [old..new]',
      help: 'the same; and when they differ, search the commit that made the difference',
      schema: rangeSchema,
    },
    profile: {
      flags: '--profile <name>',
      help: 'how long each of their launches is (default: standard)',
      schema: profileNameSchema.default('standard'),
    },
    launches: {
      flags: '--launches <n>',
      help: 'launches of each side in one comparison',
      schema: wholeNumber(6, 10_000).default(10),
    },
    seed: {
      flags: '--seed <n>',
      help: 'seed of their plans; drawn when not given',
      schema: wholeNumber(0, 0xffff_ffff).optional(),
    },
    bisections: {
      flags: '--bisections <dir>',
      help: 'folder of all of them',
      schema: folderSchema.default('results/bisections'),
    },
    qualifications: qualificationsOption,
    materials: materialsOption,
    results: resultsOption,
    json: jsonOption,
  },
  examples: [
    ['tutti history --add', 'keep the latest run in results/history'],
    ['tutti history --add --branch bench-data --push', 'keep it on a branch, and send that to origin'],
    ['tutti history', 'the trend of every cell, and what changed'],
    ['tutti history --branch bench-data --target native --json', 'for machines'],
    ['tutti history --remeasure --target native', 'the one change that it shows there: is it real?'],
    ['tutti history --bisect v1.0..main --suite NAME --target NAME', 'which commit was it?'],
  ],
  async run(options) {
    const { add, remeasure, bisect, json } = options;
    if ([add, remeasure, bisect].filter((one) => one !== undefined).length > 1) {
      throw new TuttiError('USAGE', {
        message: 'one thing at a time',
        remedy: 'give --add, --remeasure or --bisect',
      });
    }
    if (add !== undefined) return addRun(options, add);
    const range = remeasure ?? bisect;
    if (range === undefined) {
      const findings = findingsOf(options);
      process.stdout.write(`${json ? JSON.stringify(trendsDocument(findings)) : trendReport(findings)}\n`);
      return exitCodes.fine;
    }
    const question = range === true ? theChange(findingsOf(options).trends) : { ...options, range };
    return lookCloser(question, { ...options, search: bisect !== undefined });
  },
});

/** Which cells, in the user's words. */
type Chosen = Readonly<Record<'suite' | 'target' | 'metric' | 'point', readonly string[]>>;

interface TrendOptions extends PlaceOptions, Chosen {
  readonly qualifications: string;
}

/** Reads the history. */
function findingsOf(options: TrendOptions): TrendFindings {
  const { place } = openPlace(options);
  const { runs, damaged } = readHistory(place);
  const primary = new Map<string, string | undefined>();
  const past: PastRun[] = [];
  for (const kept of runs) {
    past.push(pastRun(kept));
    for (const { name, metrics } of kept.run.suites) primary.set(name, metrics[0]?.name);
  }
  const trends = trendsOf(past, wanted(options, primary), (environment) =>
    floorsOf(readQualification(options.qualifications, environment)),
  );
  return { history: place.name, runs: past.length, damaged, trends };
}

/** The one change of these trends, of those between two revisions. @throws TuttiError NO_CHANGE */
function theChange(trends: readonly Trend[]): Question {
  const questions = trends.flatMap(({ suite, target, point, metric, changes }) =>
    changes.flatMap(({ before, after }): Question[] => {
      if (before.revision === null || after.revision === null || before.revision === after.revision)
        return [];
      const values = Object.entries(point).map(([name, value]) => `${name}=${value}`);
      const range = `${before.revision}..${after.revision}`;
      return [{ range, suite: [suite], target: [target], point: values, metric: [metric] }];
    }),
  );
  const [only, ...more] = questions;
  if (only === undefined || more.length > 0) throw new TuttiError('NO_CHANGE', { count: questions.length });
  return only;
}

function addRun(
  options: PlaceOptions & { readonly results: string; readonly json: boolean },
  name: string | true,
): number {
  const { place, push } = openPlace(options);
  const { run, launches } = openRun(options.results, name === true ? undefined : name);
  const file = packRun(run, launches);
  const added = place.add(file);
  const pushed = push();
  const said = added ? `added ${file.path} to ${place.name}` : `${file.path} is in ${place.name} already`;
  const text = options.json
    ? JSON.stringify({ schema: 1, history: place.name, file: file.path, added, pushed: pushed !== null })
    : [said, pushed].filter((line) => line !== null).join('\n');
  process.stdout.write(`${text}\n`);
  return exitCodes.fine;
}

/** The cells that the options choose: of each factor they name, one of the values named. */
function wanted(chosen: Chosen, primary: ReadonlyMap<string, string | undefined>): Wanted {
  const { suite, target, metric, point } = chosen;
  const among = (names: readonly string[], name: string): boolean =>
    names.length === 0 || names.includes(name);
  const at = ([factor, value]: [string, FactorValue]): boolean =>
    among(
      point.filter((word) => word.startsWith(`${factor}=`)),
      `${factor}=${value}`,
    );
  return (cell) =>
    among(suite, cell.suite) &&
    among(target, cell.target) &&
    Object.entries(cell.point).every(at) &&
    (metric.length === 0 ? primary.get(cell.suite) === cell.metric : metric.includes(cell.metric));
}
