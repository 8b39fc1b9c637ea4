/** What `tutti history --remeasure` and `--bisect` do: from the user's words to a bisection, its report and its exit code. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { floorsOf } from '../../judge/noise-floor.js';
import type { Bisection } from '../../model/bisection.js';
import { exitCodes, TuttiError } from '../../model/errors.js';
import type { Metric } from '../../model/metric.js';
import type { Point } from '../../model/point.js';
import type { ProfileName } from '../../model/profile.js';
import type { Suite } from '../../model/suite.js';
import { discoverSuites } from '../../plan/discover.js';
import { parsePointChoice } from '../../plan/points.js';
import { withCommands } from '../../plan/user-commands.js';
import { readUserConfig } from '../../plan/user-config.js';
import { bisectionReport } from '../../report/bisection-report.js';
import { commitsBetween } from '../../revisions/commits-between.js';
import { findRepository } from '../../revisions/resolve.js';
import { readQualification } from '../../store/qualifications.js';
import { makeFolder } from '../../store/write-file.js';
import { performBisection } from './bisect.js';
import { root } from '../house.js';
import { Interruption } from '../interruption.js';
import { currentEnvironment } from '../new-run.js';

/** What is asked, in the user's words. */
export interface Question extends Readonly<
  Record<'suite' | 'target' | 'metric' | 'point', readonly string[]>
> {
  /** `old..new`. */
  readonly range: string;
}

/** How it is answered. */
export interface CloserOptions {
  /** Whether the commit is searched when the ends differ. */
  readonly search: boolean;
  readonly profile: ProfileName;
  readonly launches: number;
  readonly seed: number | undefined;
  readonly bisections: string;
  readonly qualifications: string;
  readonly materials: string;
  readonly json: boolean;
}

/** Measures, searches, reports. @returns 1 when the new end is confirmed to be worse */
export async function lookCloser(question: Question, options: CloserOptions): Promise<number> {
  const time = new Date().toISOString().slice(0, 19).replace(/[:T]/g, '-');
  const folder = join(options.bisections, `${time}-${randomBytes(2).toString('hex')}`);
  const repository = findRepository(process.cwd());
  const range = commitsBetween(repository, question.range);
  const config = await readUserConfig(process.cwd());
  const suites = await discoverSuites(root);
  const cell = cellOf(question, withCommands(suites, config.commands).suites);
  const environment = await currentEnvironment([], options.materials);
  const floors = floorsOf(readQualification(options.qualifications, environment));
  makeFolder(folder, '--bisections DIR');
  const interruption = new Interruption(new TuttiError('BISECTION_INTERRUPTED', { folder }));
  try {
    const { metric, ...where } = cell;
    const bisection = await performBisection({
      range,
      ground: {
        ...where,
        repository,
        config,
        suites,
        profile: options.profile,
        folder,
        materials: options.materials,
        random: xoroshiro128plus(options.seed ?? Math.floor(Math.random() * 0xffff_ffff)),
        signal: interruption.signal,
      },
      metric,
      floor: floors(cell.suite, metric.name).floor,
      blocks: options.launches,
      search: options.search,
    });
    process.stdout.write(
      `${options.json ? JSON.stringify(bisection) : bisectionReport(bisection, folder)}\n`,
    );
    return isWorse(bisection) ? exitCodes.regression : exitCodes.fine;
  } finally {
    interruption.end();
  }
}

function isWorse({ outcome, ends }: Bisection): boolean {
  return outcome !== 'not-confirmed' && (ends?.ratio ?? 1) < 1;
}

/** The cell that is named. @throws TuttiError NO_CELL, UNKNOWN_SUITE, BAD_POINT */
function cellOf(
  { suite: suites, target: targets, metric: metrics, point }: Question,
  known: readonly Suite[],
): { suite: string; target: string; point: Point; metric: Metric } {
  const one = (what: string, names: readonly string[]): string => {
    const [name, ...more] = names;
    if (name !== undefined && more.length === 0) return name;
    throw new TuttiError('NO_CELL', {
      reason: `it has ${names.length === 0 ? 'no' : 'more than one'} ${what}`,
    });
  };
  const name = one('suite', suites);
  const suite = known.find((declared) => declared.name === name);
  if (suite === undefined) {
    throw new TuttiError('UNKNOWN_SUITE', { name, known: known.map((declared) => declared.name).join(', ') });
  }
  const choice = parsePointChoice(point, [suite]);
  const values = suite.factors.map((factor) => {
    const chosen = (choice.get(factor.name) ?? [factor.default]).map(String);
    return [factor.name, choice.get(factor.name)?.[0] ?? factor.default, one(factor.name, chosen)] as const;
  });
  const metricName = metrics.length === 0 ? suite.metrics[0]?.name : one('metric', metrics);
  const metric = suite.metrics.find((declared) => declared.name === metricName);
  if (metric === undefined)
    throw new TuttiError('NO_CELL', { reason: `the suite has no metric "${metricName}"` });
  const target = one('target', targets);
  return {
    suite: name,
    target,
    point: Object.fromEntries(values.map(([factor, value]) => [factor, value])),
    metric,
  };
}
