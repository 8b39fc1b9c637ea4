/** Trends for the terminal and for machines. */
import { followUp } from '../judge/trend/follow-up.js';
import { shortestLevel, trendSignificance } from '../judge/trend/trend.js';
import type { Damage } from '../model/history.js';
import { pointKey } from '../model/point.js';
import type { Trend, TrendChange, TrendsDocument } from '../model/trend.js';
import { printable } from './printable.js';
import { quantity } from './quantity.js';
import { changeWord, shareWord } from './shares.js';
import { sparkline } from './sparkline.js';
import { table } from './table.js';

/** A history with its trends. */
export interface TrendFindings {
  /** Where it lies, in words. */
  readonly history: string;
  /** Runs that were read. */
  readonly runs: number;
  readonly damaged: readonly Damage[];
  readonly trends: readonly Trend[];
}

/** The newest runs that a line of a table shows. */
const shownRuns = 30;

/** What `history --json` prints. */
export function trendsDocument({ history, runs, damaged, trends }: TrendFindings): TrendsDocument {
  return {
    schema: 1,
    history,
    runs,
    damaged: [...damaged],
    significance: trendSignificance,
    trends: trends.map((trend) => ({
      ...trend,
      changes: trend.changes.map((change) => ({
        ...change,
        remeasure: followUp('remeasure', trend, change),
        bisect: followUp('bisect', trend, change),
      })),
    })),
  };
}

/** What `history` prints. */
export function trendReport({ history, runs, damaged, trends }: TrendFindings): string {
  const groups = new Map<string, Trend[]>();
  for (const trend of trends) {
    const key = JSON.stringify(trend.conditions);
    groups.set(key, [...(groups.get(key) ?? []), trend]);
  }
  const changes = trends.flatMap((trend) => trend.changes.map((change) => changeText(trend, change)));
  return [
    `History in ${history}: ${runs} run${runs === 1 ? '' : 's'}, ${trends.length} trend${trends.length === 1 ? '' : 's'}`,
    damaged.length === 0
      ? ''
      : ['Damaged', ...damaged.map(({ file, reason }) => `  ${file}: ${printable(reason)}`)].join('\n'),
    ...[...groups.values()].map((group) => groupText(group)),
    changes.length === 0 ? 'No change was found.' : ['Changes', ...changes].join('\n\n'),
    notes(trends),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function groupText(trends: readonly Trend[]): string {
  const conditions = Object.entries(trends[0]?.conditions ?? {}).map(([name, value]) => `${name}: ${value}`);
  const rows = trends.map((trend) => {
    const { suite, target, point, metric, unit, points, floor, changes, detectable } = trend;
    const shown = points.slice(-shownRuns);
    const latest = points.at(-1);
    const marks = changes.map(({ index }) => index - points.length + shown.length);
    return [
      suite,
      target,
      pointKey(point),
      metric,
      String(points.length),
      latest === undefined ? '-' : `${quantity(latest.median, unit)} ${unit}`,
      sparkline(
        shown.map(({ median }) => median),
        floor,
        marks,
      ),
      changes.length === 0 ? '' : changes.map(({ ratio }) => changeWord(ratio)).join(' '),
      visible(detectable.middle),
      visible(detectable.newest),
    ];
  });
  const columns = [
    { title: 'suite' },
    { title: 'target' },
    { title: 'point' },
    { title: 'metric' },
    { title: 'runs', align: 'right' as const },
    { title: 'latest', align: 'right' as const },
    { title: `the last ${shownRuns} runs` },
    { title: 'changes' },
    { title: 'could see', align: 'right' as const },
    { title: `newest ${shortestLevel}`, align: 'right' as const },
  ];
  return `${conditions.join(', ')}\n${table(columns, rows)}`;
}

function visible(change: number | null): string {
  return change === null ? 'nothing' : shareWord(change);
}

function changeText(trend: Trend, change: TrendChange): string {
  const { suite, target, point, metric, unit } = trend;
  const { before, after, ratio, lo, hi, p, alsoChanged } = change;
  const interval =
    lo === null || hi === null ? 'too few runs for an interval' : `[${changeWord(lo)}, ${changeWord(hi)}]`;
  const side = (words: string, { runs, run, revision, dirty, median }: TrendChange['before']): string =>
    `    ${words} ${run}, ${revisionWords(revision, dirty)}; ${runs} runs at ${quantity(median, unit)} ${unit}`;
  const remeasure = followUp('remeasure', trend, change);
  const bisect = followUp('bisect', trend, change);
  return [
    `  ${ratio < 1 ? 'worse' : 'better'}, ${changeWord(ratio)} ${interval}, p ${p.toFixed(3)}: ${suite}, ${target}, ${pointKey(point)}, ${metric}`,
    side('until', before),
    side('from ', after),
    ...(alsoChanged.length === 0
      ? []
      : [`    between the two, this changed as well: ${alsoChanged.join(', ')}`]),
    ...(remeasure === null
      ? ['    one of the two has no revision: there is nothing to measure again']
      : ['    measure both again, side by side:', `      ${remeasure}`]),
    ...(bisect === null ? [] : ['    and search for the commit:', `      ${bisect}`]),
  ].join('\n');
}

function revisionWords(revision: string | null, dirty: boolean | null): string {
  if (revision === null) return 'no revision';
  return `revision ${revision.slice(0, 12)}${dirty === true ? ' with changes of its own' : ''}`;
}

function notes(trends: readonly Trend[]): string {
  const count = (is: (trend: Trend) => boolean): number => trends.filter(is).length;
  const able = count(({ detectable }) => detectable.middle !== null);
  const unable = trends.length - able;
  const resembling = count(({ autocorrelation }) => (autocorrelation ?? 0) > 0.2);
  const assumed = count(({ floorMeasured }) => !floorMeasured);
  return [
    'A change is a reason to measure again, not a verdict: runs of different days differ by more than the code.',
    ...whereAny(
      able,
      `Of ${able} that could show a change, ${(trendSignificance * able).toFixed(1)} would by chance.`,
    ),
    ...whereAny(
      unable,
      `Too few runs in ${unable} to show a change of any size: it takes 11 under the same conditions since the last change, and 15 for one just before the newest ${shortestLevel}.`,
    ),
    ...whereAny(
      able,
      '"could see": the least change that is found four times of five, amid the runs and just before the newest.',
    ),
    ...whereAny(
      resembling,
      `In ${resembling}, neighbouring runs resemble each other (autocorrelation above 0.2): changes by chance are more frequent there, and intervals too narrow.`,
    ),
    ...whereAny(
      assumed,
      `For ${assumed}, the noise floor is assumed: tutti qualify measures that of this machine.`,
    ),
  ].join('\n');
}

/** A line, where it holds for any. */
function whereAny(count: number, line: string): string[] {
  return count === 0 ? [] : [line];
}
