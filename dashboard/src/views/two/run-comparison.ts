/** Two runs held against each other: what is judged, and what either has alone. Pure, but for the loading of launches. */
import type { ComparisonDocument } from '../../../../harness/model/comparison-document.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { type RecordedRun } from '../../../../harness/judge/compare/compare.js';
import { runsDocument } from '../../../../harness/judge/compare/comparison-document.js';
import type { FloorOf } from '../../../../harness/judge/noise-floor.js';
import { selectSuites } from '../../../../harness/judge/selection.js';
import { judgedRun, type LoadedRun } from '../../data/loaded-run.js';
import { suitesOf } from '../../page/selection.js';

/** What of two runs is compared: a suite, or all, and a metric of it, or the primary one of each. */
export interface Wanted {
  readonly suite: string | null;
  readonly metric: string | null;
}

export interface RunComparison {
  readonly a: LoadedRun;
  readonly b: LoadedRun;
  /** Suites of both, with the metrics that are compared. */
  readonly suites: readonly SuiteDeclaration[];
  /** Run B is the first side of its rows, so that a ratio above 1 says: B is better. The sides are named so, not by their ids. */
  readonly document: ComparisonDocument;
}

/** The suites that both runs measured, with the metrics that both declare: as run A declares them. */
export function sharedSuites(a: LoadedRun, b: LoadedRun): SuiteDeclaration[] {
  const theirs = new Map(suitesOf(b).map((suite) => [suite.name, suite]));
  return suitesOf(a).flatMap((suite) => {
    const other = theirs.get(suite.name);
    const metrics = suite.metrics.filter(({ name }) => other?.metrics.some((metric) => metric.name === name));
    return metrics.length === 0 ? [] : [{ ...suite, metrics }];
  });
}

/** The titles of the suites that only the first of two runs measured. */
export function suitesOfOne(one: LoadedRun, other: LoadedRun): string[] {
  const theirs = new Set(suitesOf(other).map(({ name }) => name));
  return suitesOf(one)
    .filter(({ name }) => !theirs.has(name))
    .map(({ title }) => title);
}

/** @throws DataError when launches of a suite cannot be loaded */
export async function compareLoaded(a: LoadedRun, b: LoadedRun, wanted: Wanted): Promise<RunComparison> {
  const suites = selectSuites(sharedSuites(a, b), {
    suites: wanted.suite === null ? [] : [wanted.suite],
    metrics: wanted.metric === null ? [] : [wanted.metric],
    allMetrics: false,
  });
  const [before, after] = await Promise.all([recorded('run A', a, suites), recorded('run B', b, suites)]);
  return { a, b, suites, document: runsDocument(after, before, suites, floorOfBoth(a, b)) };
}

async function recorded(
  side: string,
  loaded: LoadedRun,
  suites: readonly SuiteDeclaration[],
): Promise<RecordedRun> {
  const launches = await Promise.all(suites.map(({ name }) => loaded.launchesOf(name)));
  return { run: { ...judgedRun(loaded.run), id: side }, launches: launches.flat() };
}

/** The greater one of the floors that were measured; what is assumed only where none was. */
export function floorOfBoth(a: LoadedRun, b: LoadedRun): FloorOf {
  return (suite, metric) => {
    const [one, other] = [a.floorOf(suite, metric), b.floorOf(suite, metric)];
    if (one.measured !== other.measured) return one.measured ? one : other;
    return one.floor >= other.floor ? one : other;
  };
}
