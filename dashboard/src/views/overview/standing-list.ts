/** Everybody's standing at one point: group by group, each target with its value, its interval and a picture of both. */
import { grouped as inGroups } from '../../../../harness/judge/grouped.js';
import type { Axis } from '../../chart/axis/axis.js';
import { count, grouped } from '../../chart/numbers.js';
import { swatch } from '../../chart/sign/swatch.js';
import { element } from '../../page/dom.js';
import { rankWords, tierWords } from './standing-words.js';
import type { Absent, ShownSuite } from './shown-suite.js';
import { strip, stripAxis, stripHead, type StripValue } from './strip.js';

export interface ListOptions {
  /** Slots of colour and shape by target. */
  readonly slots: ReadonlyMap<string, number>;
  /** Targets that are not shown. */
  readonly hidden: ReadonlySet<string>;
  /** Opens what stands behind the number of a target. */
  readonly question: (target: string) => void;
}

/** What a line says of one target. */
interface Line extends StripValue {
  readonly target: string;
  readonly n: number;
  /** Its ranks; null for a target without one. */
  readonly rank: string | null;
}

/** Targets of one tier, or of one reason why they are in none. */
interface Group {
  readonly title: string;
  readonly lines: readonly Line[];
}

export function standingList(shown: ShownSuite, options: ListOptions): HTMLElement {
  const { metric, tiers, unranked } = shown;
  const axis = stripAxis(metric.title, [...tiers.flat(), ...unranked.map(({ cell }) => cell)]);
  const seen = ({ target }: { readonly target: string }) => !options.hidden.has(target);
  const groups = groupsOf(shown)
    .map(({ title, lines }) => ({ title, lines: lines.filter(seen) }))
    .filter(({ lines }) => lines.length > 0);
  return element(
    'div',
    { class: 'standing-list' },
    headOf(shown, axis),
    ...groups.flatMap(({ title, lines }) => [
      element('h3', {}, title),
      element('ul', { class: 'standings' }, ...lines.map((line) => lineOf(line, shown, axis, options))),
    ]),
    absentList(shown.absent.filter(seen)),
  );
}

/** The tiers, the best first; then those without a rank, by what is known against them. */
function groupsOf({ table, tiers, unranked }: ShownSuite): Group[] {
  const ranked = tiers.map((tier) => ({
    title: table === null ? '' : tierWords(table, tier),
    lines: tier.map((standing) => ({ ...standing, rank: rankWords(standing) })),
  }));
  const others = [...inGroups(unranked, ({ words }) => words)].map(([words, ones]) => ({
    title: `Not ranked: ${words}`,
    lines: ones.map(({ cell }) => ({ ...cell, rank: null })),
  }));
  return [...ranked, ...others];
}

function headOf({ metric }: ShownSuite, axis: Axis): HTMLElement {
  return element(
    'div',
    { class: 'standing-head', 'aria-hidden': 'true' },
    element('span', {}, `${metric.unit}, ${axis.scale === 'log' ? 'logarithmic' : 'linear'}`),
    stripHead(axis),
    element('span', {}, `Median and 95 % interval, ${metric.unit}`),
  );
}

function lineOf(
  line: Line,
  { index, metric }: ShownSuite,
  axis: Axis,
  { slots, question }: ListOptions,
): HTMLElement {
  const { target, median, n, rank } = line;
  const slot = slots.get(target) ?? 0;
  const text = median === null ? 'missing' : grouped(median);
  const said = median === null ? text : `${text} ${metric.unit}`;
  const button = element(
    'button',
    {
      type: 'button',
      class: 'open',
      'data-control': `question ${index.suite.name} ${target}`,
      'aria-label': `${said}, ${target}: what stands behind it`,
    },
    text,
  );
  button.addEventListener('click', () => question(target));
  return element(
    'li',
    rank === null ? { class: 'unranked' } : {},
    element('span', { class: 'who' }, swatch('measured', slot), element('span', {}, target)),
    strip(axis, slot, line, rank === null),
    element('span', { class: 'value' }, button),
    element('span', { class: 'interval' }, intervalText(line)),
    element('span', { class: 'rank' }, rank ?? 'no rank'),
    element('span', { class: 'launches' }, count(n, 'launch', 'launches')),
  );
}

function intervalText({ median, lo, hi }: Line): string {
  if (median === null) return '';
  return lo === null || hi === null ? 'no interval' : `[${grouped(lo)}, ${grouped(hi)}]`;
}

/** Targets of which there is no number at all, folded away: most of them are made for other suites. */
function absentList(absent: readonly Absent[]): HTMLElement | null {
  if (absent.length === 0) return null;
  const items = absent.map(({ target, words }) => element('li', {}, element('b', {}, target), `: ${words}`));
  return element(
    'details',
    { class: 'absent' },
    element('summary', {}, `${count(absent.length, 'target')} not measured here`),
    element('ul', {}, ...items),
  );
}
