/** The changes of trends, each with what it lies between and what can be done about it. */
import { followUp } from '../../../../harness/judge/trend/follow-up.js';
import { trendSignificance } from '../../../../harness/judge/trend/trend.js';
import type { Trend, TrendChange } from '../../../../harness/model/trend.js';
import { count, grouped } from '../../chart/numbers.js';
import { element } from '../../page/dom.js';
import { changeWithInterval, revisionWords } from './change-words.js';
import type { TrendCurve } from './trend-chart.js';

/** @param curves those that are shown */
export function changeList(curves: readonly TrendCurve[]): HTMLElement {
  const changes = curves.flatMap((curve) => curve.trend.changes.map((change) => ({ curve, change })));
  const able = curves.filter(({ trend }) => trend.detectable.middle !== null).length;
  return element(
    'section',
    { class: 'changes' },
    element('h2', {}, 'Changes'),
    element('p', {}, ableWords(able, curves.length)),
    changes.length === 0
      ? element('p', {}, 'No change was found.')
      : element(
          'ol',
          {},
          ...changes.map(({ curve, change }) => element('li', {}, ...entryOf(curve, change))),
        ),
    element(
      'p',
      { class: 'quiet' },
      'A change is a reason to measure again, not a verdict: runs of different days differ by more than the code.',
    ),
  );
}

function ableWords(able: number, all: number): string {
  if (able === 0)
    return 'Too few runs to show a change of any size: it takes 11 under the same conditions since the last change, and 15 for one just before the newest three.';
  return `${able} of ${count(all, 'curve')} could show one; ${grouped(trendSignificance * able)} would by chance (p at most ${trendSignificance}).`;
}

function entryOf({ title, trend }: TrendCurve, change: TrendChange): HTMLElement[] {
  const { before, after, p, alsoChanged } = change;
  const commands = (['remeasure', 'bisect'] as const).flatMap(
    (option) => followUp(option, trend, change) ?? [],
  );
  return [
    element('p', {}, element('b', {}, title), `: ${changeWithInterval(change)}, p ${p.toFixed(3)}`),
    element('p', {}, `Until ${sideWords(before, trend)}; from ${sideWords(after, trend)} on.`),
    ...(alsoChanged.length === 0
      ? []
      : [element('p', {}, `Between the two, this changed as well: ${alsoChanged.join(', ')}.`)]),
    ...(commands.length === 0
      ? [element('p', { class: 'quiet' }, 'There are no two revisions to measure again.')]
      : [
          element('p', {}, 'To measure both again side by side, and to search the commit:'),
          element('pre', { tabindex: '0', role: 'group', 'aria-label': 'Commands' }, commands.join('\n')),
        ]),
  ];
}

function sideWords({ run, revision, dirty, runs, median }: TrendChange['before'], { unit }: Trend): string {
  return `${run} (${revisionWords(revision, dirty)}; ${count(runs, 'run')} at ${grouped(median)} ${unit})`;
}
