/** `tutti compare`: which differences are real. */
import { basename } from 'node:path';
import * as z from 'zod';
import { runsDocument, targetsDocument, tierDocument } from '../judge/compare/comparison-document.js';
import { type FloorOf, floorsOf } from '../judge/noise-floor.js';
import { type Selection, selectSuites } from '../judge/selection.js';
import type { ComparisonDocument } from '../model/comparison-document.js';
import { exitCodes, TuttiError } from '../model/errors.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { comparisonReport } from '../report/comparison-report.js';
import { readQualification } from '../store/qualifications.js';
import { listRuns, type StoredRun } from '../store/run-folder.js';
import { defineCommand } from './command.js';
import { nearNames } from './near-names.js';
import { locateRun, openRun, openStored } from './open-run.js';
import { jsonOption, qualificationsOption, repeatedNames, resultsOption } from './options.js';

export const compareCommand = defineCommand({
  name: 'compare',
  summary: 'say which differences are real: tiers of all targets, two targets side by side, or two runs',
  arguments: [
    { name: '[a]', help: 'a target of the run, or a run; tiers of all targets when nothing is given' },
    { name: '[b]', help: 'what it is compared with: another target, or another run' },
  ],
  options: {
    run: {
      flags: '--run <run>',
      help: 'id, folder or kept file of the run whose targets are compared (default: the latest)',
      schema: z.string().optional(),
    },
    suite: {
      flags: '--suite <name>',
      help: 'only this suite; may be given several times',
      repeated: true,
      schema: repeatedNames,
    },
    metric: {
      flags: '--metric <name>',
      help: 'this metric instead of the primary one; may be given several times',
      repeated: true,
      schema: repeatedNames,
    },
    allMetrics: {
      flags: '--all-metrics',
      help: 'every metric, not only the primary one of each suite',
      schema: z.boolean().default(false),
    },
    results: resultsOption,
    qualifications: qualificationsOption,
    json: jsonOption,
  },
  examples: [
    ['tutti compare', 'tiers of the latest run, and whether the order of the launches shows'],
    ['tutti compare native go', 'two targets of the latest run, point by point, and where they cross'],
    ['tutti compare RUN-1 RUN-2', 'two runs: the same targets before and after'],
    ['tutti compare native go --metric cpuPerWork --json', 'for machines'],
  ],
  run({ run, suite, metric, allMetrics, results, qualifications, json }, a, b) {
    const selection = { suites: suite, metrics: metric, allMetrics };
    const { document, suites } = documentOf({ run, results, qualifications, selection }, a, b);
    process.stdout.write(`${json ? JSON.stringify(document) : comparisonReport(document, suites)}\n`);
    const { rows } = document;
    return rows.length > 0 && rows.every(({ verdict }) => verdict === 'incomparable')
      ? exitCodes.incomparable
      : exitCodes.fine;
  },
});

/** Where to look, and what for. */
interface Asked {
  readonly run: string | undefined;
  readonly results: string;
  readonly qualifications: string;
  readonly selection: Selection;
}

interface Compared {
  readonly document: ComparisonDocument;
  /** Those it is about, with the metrics that were compared. */
  readonly suites: readonly SuiteDeclaration[];
}

function documentOf(asked: Asked, a: string | undefined, b: string | undefined): Compared {
  if (a !== undefined && b === undefined) {
    throw new TuttiError('USAGE', {
      message: `what is "${a}" to be compared with?`,
      remedy:
        'name two targets, or two runs; or nothing at all, for tiers of the latest run (--run RUN for another)',
    });
  }
  if (a === undefined || b === undefined) {
    const stored = openRun(asked.results, asked.run);
    const suites = chosenSuites(stored.run.suites, asked.selection);
    return { suites, document: tierDocument(stored, suites, floorsFor(stored, asked)) };
  }
  if (a === b) {
    throw new TuttiError('USAGE', { message: `both sides are "${a}"`, remedy: 'name two different ones' });
  }
  const [before, after] = [placeOf(asked.results, a), placeOf(asked.results, b)];
  if (asked.run === undefined && before !== undefined && after !== undefined) {
    return compareRuns(asked, before, after);
  }
  const stored = openRun(asked.results, asked.run);
  for (const name of [a, b]) requireTarget(stored, asked.results, name);
  const suites = chosenSuites(stored.run.suites, asked.selection);
  return { suites, document: targetsDocument(stored, suites, [a, b], floorsFor(stored, asked)) };
}

function compareRuns(asked: Asked, before: string, after: string): Compared {
  const [a, b] = [openStored(before), openStored(after)];
  const known = new Set(a.run.suites.map(({ name }) => name));
  const all = [...a.run.suites, ...b.run.suites.filter(({ name }) => !known.has(name))];
  const suites = chosenSuites(all, asked.selection);
  return { suites, document: runsDocument(a, b, suites, floorsFor(a, asked)) };
}

/** Where the run that is named so lies; undefined when there is none. */
function placeOf(results: string, name: string): string | undefined {
  try {
    return locateRun(results, name);
  } catch (thrown) {
    if (thrown instanceof TuttiError && thrown.code === 'RUN_NOT_FOUND') return undefined;
    throw thrown;
  }
}

function floorsFor({ run }: StoredRun, { qualifications }: Asked): FloorOf {
  return floorsOf(readQualification(qualifications, run.environment));
}

/** Throws TuttiError UNKNOWN_SIDE naming what is near. */
function requireTarget({ run }: StoredRun, results: string, name: string): void {
  const targets = run.targets.map((target) => target.name);
  if (targets.includes(name)) return;
  const runs = listRuns(results).map((folder) => basename(folder));
  const near = nearNames(name, [...targets, ...runs]);
  throw new TuttiError('UNKNOWN_SIDE', {
    name,
    run: run.id,
    near: near.length === 0 ? '' : `did you mean ${near.join(' or ')}? `,
    targets: targets.join(', '),
    hint: `the last runs are: ${runs.slice(-3).join(', ')}`,
  });
}

/** Throws TuttiError UNKNOWN_SUITE or UNKNOWN_METRIC, near names first. */
function chosenSuites(declared: readonly SuiteDeclaration[], selection: Selection): SuiteDeclaration[] {
  const suites = declared.map(({ name }) => name);
  for (const name of selection.suites) {
    if (!suites.includes(name))
      throw new TuttiError('UNKNOWN_SUITE', { name, known: nearFirst(name, suites) });
  }
  const chosen = declared.filter(
    ({ name }) => selection.suites.length === 0 || selection.suites.includes(name),
  );
  const metrics = [...new Set(chosen.flatMap((suite) => suite.metrics.map(({ name }) => name)))];
  for (const name of selection.metrics) {
    if (!metrics.includes(name))
      throw new TuttiError('UNKNOWN_METRIC', { name, known: nearFirst(name, metrics) });
  }
  return selectSuites(chosen, selection);
}

function nearFirst(name: string, known: readonly string[]): string {
  return [...new Set([...nearNames(name, known), ...known])].join(', ');
}
