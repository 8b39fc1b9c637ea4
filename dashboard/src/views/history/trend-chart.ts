/** The chart of trends: a number from run to run, its interval, and where it changed. Pure. */
import { cellKey } from '../../../../harness/model/cell.js';
import type { Trend, TrendChange, TrendPoint } from '../../../../harness/model/trend.js';
import { wordsOfMarks } from '../../../../harness/model/validity.js';
import { median } from '../../../../harness/stats/quantiles.js';
import { type Axis, factorAxis, type Scale, valueAxis } from '../../chart/axis/axis.js';
import { type Band, type ChartModel, type GuideLine, undrawableOn } from '../../chart/chart-model.js';
import { type Series, type SeriesPoint, valuesIn } from '../../chart/series.js';
import { changeWords, revisionWords, timeWords } from './change-words.js';
import type { ConditionSets } from './conditions.js';
import type { TrendSelection } from './trend-selection.js';

/** One run of the selected trends; its place is its place on the axis, from 1. */
export interface PastRunName {
  readonly run: string;
  readonly startedAt: string;
}

/** A trend with the key and title of its curve. */
export interface TrendCurve {
  /** Identity among the curves: part of links. */
  readonly key: string;
  readonly title: string;
  readonly trend: Trend;
}

/** The runs that have a number in one of the trends, by time. */
export function runsOf(trends: readonly Trend[]): PastRunName[] {
  const runs = new Map<string, PastRunName>();
  for (const { points } of trends) {
    for (const { run, startedAt } of points) runs.set(run, { run, startedAt });
  }
  return [...runs.values()].sort((a, b) =>
    a.startedAt === b.startedAt ? (a.run < b.run ? -1 : 1) : a.startedAt < b.startedAt ? -1 : 1,
  );
}

/** A curve is named by its target, and by its conditions where there are several sets. */
export function curvesOf(trends: readonly Trend[], { sets, numberOf }: ConditionSets): TrendCurve[] {
  return trends.map((trend) => {
    const number = numberOf(trend);
    const named = `${trend.target} (conditions ${number})`;
    // Under the newest conditions it has the key that the target has in every other view.
    return { trend, key: number > 1 ? named : trend.target, title: sets.length > 1 ? named : trend.target };
  });
}

interface Wanted {
  readonly hidden: ReadonlySet<string>;
  /** Null is the usual one. */
  readonly scale: Scale | null;
  /** The run that the page shows: its points lead to their launches. */
  readonly run: string;
}

export function trendChart(
  { suite, metric, trends }: Pick<TrendSelection, 'suite' | 'metric' | 'trends'>,
  curves: readonly TrendCurve[],
  { hidden, scale, run }: Wanted,
): ChartModel {
  const runs = runsOf(trends);
  const places = new Map(runs.map((one, index) => [one.run, index + 1]));
  const series = curves.map((curve) => seriesOf(curve, places, run));
  const drawn = series.filter(({ key }) => !hidden.has(key));
  const shown = curves.filter(({ key }) => !hidden.has(key));
  const [first] = trends;
  const unit = first?.unit ?? '';
  const values = valuesIn(drawn);
  const usualScale = isWide(values) ? 'log' : 'linear';
  const yScale = scale ?? usualScale;
  return {
    id: `${suite.name}-${metric.name}-history`,
    title: `${metric.title} from run to run`,
    factor: { name: 'run', title: 'Run', unit: '', words: (place) => runWords(runs[place - 1]) },
    metric: { name: metric.name, title: metric.title, unit, better: first?.better ?? null },
    x: runAxis(runs),
    y: fittedAxis(`${metric.title}, ${unit}`, yScale, values),
    usualScale,
    interval: '95 % interval of the median over launches',
    bar: null,
    series,
    drawn,
    relative: false,
    undrawable: undrawableOn(yScale, drawn),
    lines: changeLines(shown, places),
    bands: floorBand(shown),
  };
}

function seriesOf(
  { key, title, trend }: TrendCurve,
  places: ReadonlyMap<string, number>,
  shown: string,
): Series {
  const { suite, target, point, points, leftOut } = trend;
  const cell = cellKey({ suite, target, point });
  const measured = points.map((one): SeriesPoint => {
    const { run, n, median: y, lo, hi, validity } = one;
    const x = places.get(run) ?? 0;
    return { x, y, lo, hi, n, validity, cell: run === shown ? cell : null, words: pointWords(one) };
  });
  const without = leftOut.flatMap((run): SeriesPoint[] => {
    const x = places.get(run);
    if (x === undefined) return [];
    const nothing = { y: null, lo: null, hi: null, n: null, validity: [], cell: null };
    return [{ x, ...nothing, words: 'left out: no valid number in this run' }];
  });
  return {
    key,
    kind: 'measured',
    title,
    target,
    points: [...measured, ...without].sort((a, b) => a.x - b.x),
  };
}

/** What is said of a point besides its numbers: marks, and what was measured. */
function pointWords({ validity, revision, dirty }: TrendPoint): string {
  const marks = wordsOfMarks(validity);
  return [...(marks.length === 0 ? ['valid'] : marks), revisionWords(revision, dirty)].join('; ');
}

function runWords(run: PastRunName | undefined): string {
  return run === undefined ? '' : `${timeWords(run.startedAt)} (${run.run})`;
}

/** Runs at equal distances, with some of their dates. */
function runAxis(runs: readonly PastRunName[]): Axis {
  const step = Math.max(1, Math.ceil(runs.length / 7));
  const ticks = runs.flatMap((_run, index) => (index % step === 0 ? [index + 1] : []));
  const days = new Set(runs.map(({ startedAt }) => startedAt.slice(0, 10))).size;
  const years = new Set(runs.map(({ startedAt }) => startedAt.slice(0, 4))).size;
  return {
    title: 'Runs, in the order of time',
    scale: 'linear',
    min: 0.5,
    max: Math.max(1, runs.length) + 0.5,
    ticks,
    words: (place) => tickWords(runs[place - 1]?.startedAt, days, years),
  };
}

/** A clock within one day, else a date. */
function tickWords(startedAt: string | undefined, days: number, years: number): string {
  if (startedAt === undefined) return '';
  if (days === 1) return startedAt.slice(11, 16);
  const year = years > 1 ? ({ year: 'numeric' } as const) : {};
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    ...year,
    timeZone: 'UTC',
  });
  return format.format(new Date(startedAt));
}

/** A change of a few percent must be seen: a linear axis does not begin at zero here. */
function fittedAxis(title: string, scale: Scale, values: readonly number[]): Axis {
  return scale === 'log' ? valueAxis(title, scale, values) : factorAxis(title, scale, values);
}

/** Whether values are so far apart that a linear axis would flatten the lesser ones. */
function isWide(values: readonly number[]): boolean {
  const least = values.reduce((low, value) => Math.min(low, value), Infinity);
  const greatest = values.reduce((high, value) => Math.max(high, value), 0);
  return least > 0 && greatest > 5 * least;
}

/** A line between the two runs of every change; changes at one place share it. */
function changeLines(curves: readonly TrendCurve[], places: ReadonlyMap<string, number>): GuideLine[] {
  const titles = new Map<number, string[]>();
  for (const { trend } of curves) {
    for (const change of trend.changes) {
      const at = placeOf(change, places);
      const title =
        curves.length === 1 ? changeWords(change.ratio) : `${trend.target} ${changeWords(change.ratio)}`;
      titles.set(at, [...(titles.get(at) ?? []), title]);
    }
  }
  return [...titles].map(([at, all]) => ({
    axis: 'x',
    at,
    title: all.length > 2 ? `${all.length} curves change` : all.join('; '),
  }));
}

function placeOf({ before, after }: TrendChange, places: ReadonlyMap<string, number>): number {
  return ((places.get(before.run) ?? 0) + (places.get(after.run) ?? 0)) / 2;
}

/** Of a single curve: what lies so near its newest level is no change. */
function floorBand(curves: readonly TrendCurve[]): Band[] {
  const [only, ...more] = curves;
  const level = only === undefined ? undefined : newestLevel(only.trend);
  if (only === undefined || level === undefined || more.length > 0) return [];
  const { floor, floorMeasured } = only.trend;
  const words = `noise floor ±${Math.round(floor * 1000) / 10} %${floorMeasured ? '' : ' (assumed)'}`;
  return [{ lo: level * (1 - floor), hi: level * (1 + floor), title: words }];
}

/** Median over the runs since the last change. */
function newestLevel({ points, changes }: Trend): number | undefined {
  const last = changes.at(-1);
  if (last !== undefined) return last.after.median;
  return points.length === 0 ? undefined : median(points.map((point) => point.median));
}
