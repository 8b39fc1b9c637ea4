/** What an address means among trends: suite, metric and point, chosen where it says nothing. Pure. */
import { type FactorValue, type Point, pointKey } from '../../../../harness/model/point.js';
import type { Run } from '../../../../harness/model/run.js';
import type { Trend } from '../../../../harness/model/trend.js';
import type { State } from '../../page/state.js';

/** Something to choose: its name, and what is written of it. */
export interface Choice {
  readonly name: string;
  readonly title: string;
}

/** A factor whose value differs between trends. */
export interface VaryingFactor extends Choice {
  readonly unit: string;
  readonly values: readonly FactorValue[];
}

/** The trends of one metric at one point, and what else could have been chosen. */
export interface TrendSelection {
  readonly suites: readonly Choice[];
  readonly suite: Choice;
  readonly metrics: readonly Choice[];
  readonly metric: Choice;
  readonly factors: readonly VaryingFactor[];
  readonly point: Point;
  /** By target, and the trend of the newest conditions first. */
  readonly trends: readonly Trend[];
  readonly notices: readonly string[];
}

/** @returns null where there is no trend */
export function trendSelection(
  trends: readonly Trend[],
  { suites: declared }: Pick<Run, 'suites'>,
  { suite: wantedSuite, metric: wantedMetric, at }: Pick<State, 'suite' | 'metric' | 'at'>,
): TrendSelection | null {
  const declarations = new Map(declared.map((suite) => [suite.name, suite]));
  const suites = inOrderOf(
    declared.map(({ name }) => name),
    trends.map(({ suite }) => suite),
  ).map((name) => ({ name, title: declarations.get(name)?.title ?? name }));
  const suite = suites.find(({ name }) => name === wantedSuite) ?? suites[0];
  if (suite === undefined) return null;
  const ofSuite = trends.filter((trend) => trend.suite === suite.name);
  const metricsDeclared = declarations.get(suite.name)?.metrics ?? [];
  const metrics = inOrderOf(
    metricsDeclared.map(({ name }) => name),
    ofSuite.map(({ metric }) => metric),
  ).map((name) => ({ name, title: metricsDeclared.find((one) => one.name === name)?.title ?? name }));
  const metric = metrics.find(({ name }) => name === wantedMetric) ?? metrics[0];
  if (metric === undefined) return null;
  const ofMetric = ofSuite.filter((trend) => trend.metric === metric.name);
  const { point, notice } = pointAmong(ofMetric, at);
  return {
    suites,
    suite,
    metrics,
    metric,
    factors: varyingFactors(ofSuite, declarations.get(suite.name)?.factors ?? []),
    point,
    trends: ofMetric.filter((trend) => pointKey(trend.point) === pointKey(point)).sort(byTargetNewestFirst),
    notices: [
      ...said(wantedSuite, suite.name, `The history has no suite “${wantedSuite}”: showing ${suite.title}.`),
      ...said(
        wantedMetric,
        metric.name,
        `The history has no metric “${wantedMetric}” of it: showing ${metric.title}.`,
      ),
      ...notice,
    ],
  };
}

function said(wanted: string | null, shown: string, words: string): string[] {
  return wanted === null || wanted === shown ? [] : [words];
}

/** Each name once: first those of the declaration, in its order. */
function inOrderOf(declared: readonly string[], names: readonly string[]): string[] {
  const found = new Set(names);
  return [
    ...declared.filter((name) => found.has(name)),
    ...[...found].filter((name) => !declared.includes(name)),
  ];
}

/** The point that agrees with the address; of several, the one with the most runs behind its trends, and of those the last. */
function pointAmong(trends: readonly Trend[], at: State['at']): { point: Point; notice: string[] } {
  const points = new Map<string, { point: Point; runs: number }>();
  for (const { point, points: runs } of trends) {
    const known = points.get(pointKey(point)) ?? { point, runs: 0 };
    known.runs += runs.length;
    points.set(pointKey(point), known);
  }
  const all = [...points.values()];
  const asked = Object.entries(at).filter(([name]) => all.some(({ point }) => name in point));
  const fitting = all.filter(({ point }) => asked.every(([name, value]) => String(point[name]) === value));
  const candidates = fitting.length > 0 ? fitting : all;
  const most = Math.max(...candidates.map(({ runs }) => runs));
  const words = asked.map(([name, value]) => `${name} = ${value}`).join(', ');
  return {
    point: candidates.findLast(({ runs }) => runs === most)?.point ?? {},
    notice: fitting.length > 0 ? [] : [`The history has nothing at ${words}: showing another point.`],
  };
}

function varyingFactors(
  trends: readonly Trend[],
  declared: Run['suites'][number]['factors'],
): VaryingFactor[] {
  const values = new Map<string, Set<FactorValue>>();
  for (const { point } of trends) {
    for (const [name, value] of Object.entries(point))
      values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  return [...values]
    .filter(([, found]) => found.size > 1)
    .map(([name, found]) => {
      const factor = declared.find((one) => one.name === name);
      return {
        name,
        title: factor?.title ?? name,
        unit: factor?.unit ?? '',
        values: [...found].sort(ascending),
      };
    });
}

function ascending(a: FactorValue, b: FactorValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}

function byTargetNewestFirst(a: Trend, b: Trend): number {
  if (a.target !== b.target) return a.target < b.target ? -1 : 1;
  return newestOf(a) > newestOf(b) ? -1 : 1;
}

/** When the newest run of a trend was started; empty where it has none. */
export function newestOf({ points }: Trend): string {
  return points.at(-1)?.startedAt ?? '';
}
