/** From the runs of a history to the trend of every cell. */
import { cellKey, type CellSummary } from '../../model/cell.js';
import { type Environment, fingerprint, machineFingerprint } from '../../model/environment.js';
import type { KeptRun } from '../../model/history.js';
import { splitArm } from '../../model/target.js';
import type { Trend, TrendChange, TrendPoint } from '../../model/trend.js';
import { spoiling } from '../../model/validity.js';
import { lagOne } from '../../stats/autocorrelation.js';
import { eDivisive } from '../../stats/e-divisive.js';
import { medianAbsoluteDeviation, median } from '../../stats/quantiles.js';
import { shiftInterval } from '../../stats/shift-interval.js';
import { summarise } from '../../stats/summarise.js';
import { hodgesLehmannShift } from '../../stats/wilcoxon.js';
import { detectableChange } from './detectable-change.js';
import type { FloorOf } from '../noise-floor.js';

/**
 * A change counts when its permutation p is at most this. It is a reason to measure again, not a verdict: of 600 simulated
 * flat histories of 40 runs (`trend.test.ts`), 1 % showed a change, and 8 % where neighbours were correlated by 0.5.
 */
export const trendSignificance = 0.01;
/** Fewest runs between two changes: one or two runs may be disturbed as a whole. */
export const shortestLevel = 3;
/** Below this many runs, nothing is said of how neighbours resemble each other. */
const fewestForAutocorrelation = 4;

/** A cell of a run, and whether its marks leave a number to judge by. */
interface PastCell extends CellSummary {
  readonly spoiled: boolean;
}

/** A run as a trend sees it: its cells, without the launches they were made from. */
export interface PastRun {
  readonly id: string;
  readonly startedAt: string;
  readonly environment: Environment;
  /** What must be the same in all runs of a trend, by suite. */
  readonly conditions: Readonly<Record<string, Record<string, string>>>;
  readonly cells: readonly PastCell[];
}

/**
 * What a trend needs of a kept run. Arms (`native@base`) are left out: they belong to a comparison.
 *
 * Conditions are the fingerprint of the environment without what a commit can change (revision, builds, lock file: that is
 * what is measured), the durations of a launch, and who loads the suite.
 */
export function pastRun({ run, launches }: KeptRun): PastRun {
  const { id, startedAt, environment, plan, generators } = run;
  const { warmupMs, measureMs } = plan.timing;
  const conditions = run.suites.map(({ name }) => {
    const loading = generators[name];
    return [
      name,
      {
        ...unmeasured(environment),
        launch: `${warmupMs} ms warm-up, ${measureMs} ms window`,
        ...(loading !== undefined && { generator: `${loading.name} ${loading.version}` }),
      },
    ] as const;
  });
  const metrics = new Map(
    run.suites.flatMap((suite) => suite.metrics.map((metric) => [`${suite.name} ${metric.name}`, metric])),
  );
  const cells = summarise(launches, run.suites)
    .filter(({ target }) => splitArm(target).arm === null)
    .map((cell) => {
      const metric = metrics.get(`${cell.suite} ${cell.metric}`);
      return { ...cell, spoiled: metric === undefined || spoiling(cell.validity, metric).length > 0 };
    });
  return { id, startedAt, environment, conditions: Object.fromEntries(conditions), cells };
}

/** What of a fingerprint belongs to what is measured. */
const ofTheMeasured = ['revision', 'builds', 'lock file'];

function unmeasured(environment: Environment): Record<string, string> {
  const entries = Object.entries({ ...machineFingerprint(environment), ...fingerprint(environment) });
  return Object.fromEntries(entries.filter(([name]) => !ofTheMeasured.includes(name)));
}

/** The cells to look at. */
export type Wanted = (cell: CellSummary) => boolean;

/** One cell and metric of one run. */
interface Observation {
  readonly run: PastRun;
  readonly cell: PastCell;
}

/**
 * The trend of every cell and metric, by time; runs under other conditions are a trend of their own.
 * @param floorOf the noise floors of an environment
 */
export function trendsOf(
  runs: readonly PastRun[],
  wanted: Wanted,
  floorOf: (environment: Environment) => FloorOf,
): Trend[] {
  const series = new Map<string, Observation[]>();
  const byTime = [...runs].sort((a, b) => compare(a.startedAt, b.startedAt) || compare(a.id, b.id));
  for (const run of byTime) {
    for (const cell of run.cells.filter(wanted)) {
      const key = JSON.stringify([cellKey(cell), cell.metric, sorted(run.conditions[cell.suite] ?? {})]);
      series.set(key, [...(series.get(key) ?? []), { run, cell }]);
    }
  }
  return [...series.values()].flatMap((observations) => trendOf(observations, floorOf) ?? []);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sorted(conditions: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(conditions).sort(([a], [b]) => compare(a, b));
}

function trendOf(
  observations: readonly Observation[],
  floorOf: (environment: Environment) => FloorOf,
): Trend | undefined {
  const newest = observations.at(-1);
  if (newest === undefined) return undefined;
  const { suite, target, point, metric, unit, better } = newest.cell;
  const { floor, measured } = floorOf(newest.run.environment)(suite, metric);
  const valid = observations.filter(({ cell }) => isValid(cell));
  const points = valid.map(pointOf);
  const changes = changesOf(valid, points, floor);
  const levels = levelsOf(points, changes);
  const residuals = levels.flatMap((level) => level.map((value) => Math.log(value / median(level))));
  const spread = residuals.length === 0 ? 0 : 1.4826 * medianAbsoluteDeviation(residuals);
  const length = levels.at(-1)?.length ?? 0;
  const detectable = (after: number): number | null =>
    detectableChange({ before: length - after, after, spread, floor, significance: trendSignificance });
  return {
    suite,
    target,
    point,
    metric,
    unit,
    better,
    conditions: { ...newest.run.conditions[suite] },
    points,
    leftOut: observations.filter(({ cell }) => !isValid(cell)).map(({ run }) => run.id),
    floor,
    floorMeasured: measured,
    autocorrelation: points.length < fewestForAutocorrelation ? null : lagOne(residuals),
    detectable: { middle: detectable(Math.floor(length / 2)), newest: detectable(shortestLevel) },
    changes,
  };
}

/** A number above zero, for ratios are what is looked at. */
function isValid({ median: value, spoiled }: PastCell): boolean {
  return value !== null && value > 0 && !spoiled;
}

function pointOf({ run, cell }: Observation): TrendPoint {
  const { n, lo, hi, validity } = cell;
  const { revision, dirty } = run.environment.git;
  const { id, startedAt } = run;
  return { run: id, startedAt, revision, dirty, n, median: cell.median ?? 0, lo, hi, validity };
}

/** The values between the changes. */
function levelsOf(points: readonly TrendPoint[], changes: readonly { readonly index: number }[]): number[][] {
  const cuts = [0, ...changes.map(({ index }) => index), points.length];
  return cuts.slice(1).map((to, which) => points.slice(cuts[which], to).map((point) => point.median));
}

function changesOf(
  observations: readonly Observation[],
  points: readonly TrendPoint[],
  floor: number,
): TrendChange[] {
  if (points.length < 2 * shortestLevel) return [];
  const found = eDivisive(
    points.map((point) => point.median),
    { significance: trendSignificance, shortest: shortestLevel, leastChange: floor },
  );
  const levels = levelsOf(points, found);
  return found.flatMap(({ index, p }, which): TrendChange[] => {
    const [last, first] = [observations[index - 1], observations[index]];
    const [before, after] = [levels[which], levels[which + 1]];
    if (last === undefined || first === undefined || before === undefined || after === undefined) return [];
    return [
      {
        index,
        before: sideOf(last, before),
        after: sideOf(first, after),
        ...ratioOf(before, after, first.cell.better),
        p,
        alsoChanged: changedBetween(last.run.environment, first.run.environment),
      },
    ];
  });
}

function sideOf({ run }: Observation, level: readonly number[]): TrendChange['before'] {
  const { revision, dirty } = run.environment.git;
  return { runs: level.length, run: run.id, revision, dirty, median: median(level) };
}

/** After over before, turned round where less is better: Hodges and Lehmann's shift of the logarithms, exact interval. */
function ratioOf(
  before: readonly number[],
  after: readonly number[],
  better: CellSummary['better'],
): Pick<TrendChange, 'ratio' | 'lo' | 'hi'> {
  const sign = better === 'higher' ? 1 : -1;
  const [from, to] = [before, after].map((values) => values.map((value) => sign * Math.log(value)));
  const interval = shiftInterval(to ?? [], from ?? []);
  return {
    ratio: Math.exp(hodgesLehmannShift(to ?? [], from ?? [])),
    lo: interval === null ? null : Math.exp(interval.lo),
    hi: interval === null ? null : Math.exp(interval.hi),
  };
}

/** The names of what belongs to the measured, other than its revision, and is not the same. */
function changedBetween(a: Environment, b: Environment): string[] {
  const [before, after] = [fingerprint(a), fingerprint(b)];
  return ofTheMeasured.filter((name) => name !== 'revision' && before[name] !== after[name]);
}
