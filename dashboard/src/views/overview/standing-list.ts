/** Everybody's standing at one point: tier by tier, each with its value, its interval and a picture of both. */
import type { TierTable } from '../../../../harness/model/tier.js';
import { grouped } from '../../chart/numbers.js';
import { swatch } from '../../chart/swatch.js';
import { element } from '../../page/dom.js';
import { rankWords, tierWords } from './standing-words.js';
import type { ShownSuite } from './shown-suite.js';
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
  /** What is known against it; empty where it is ranked. */
  readonly words: string;
}

export function standingList(shown: ShownSuite, options: ListOptions): HTMLElement {
  const { metric, table, tiers, unranked, absent } = shown;
  const visible = <Of extends { readonly target: string }>(all: readonly Of[]) =>
    all.filter(({ target }) => !options.hidden.has(target));
  const values = [...tiers.flat(), ...unranked.map(({ cell }) => cell)];
  const axis = stripAxis(metric.title, values);
  const list = (lines: readonly Line[]) =>
    element('ul', { class: 'standings' }, ...lines.map((line) => lineOf(line, shown, axis, options)));
  const groups = tiers.flatMap((tier) => {
    const lines = visible(tier).map((one) => ({ ...one, rank: rankWords(one), words: '' }));
    return lines.length === 0 || table === null ? [] : [...heading(tierWords(table, tier)), list(lines)];
  });
  const against = visible(unranked).map(({ cell, target, words }) => ({ ...cell, target, words, rank: null }));
  const without = visible(absent);
  return element(
    'div',
    { class: 'standing-list' },
    element(
      'div',
      { class: 'standing-head', 'aria-hidden': 'true' },
      element('span', {}, `${metric.unit}, ${axis.scale === 'log' ? 'logarithmic' : 'linear'}`),
      stripHead(axis),
      element('span', {}, `Median and 95 % interval, ${metric.unit}`),
    ),
    ...groups,
    ...(against.length === 0 ? [] : [...heading(unrankedHeading(table)), list(against)]),
    without.length === 0 ? null : absentList(without, options),
  );
}

function unrankedHeading(table: TierTable | null): string {
  return table === null ? 'Without a value' : 'Not ranked: something is known against the number';
}

function heading(words: string): HTMLElement[] {
  return [element('h3', {}, words)];
}

function lineOf(
  line: Line,
  { metric }: ShownSuite,
  axis: ReturnType<typeof stripAxis>,
  { slots, question }: ListOptions,
): HTMLElement {
  const { target, median, lo, hi, n, rank, words } = line;
  const slot = slots.get(target) ?? 0;
  const text = median === null ? 'missing' : grouped(median);
  const button = element(
    'button',
    {
      type: 'button',
      class: 'open',
      'data-control': `question ${metric.name} ${target}`,
      'aria-label': `${target}: ${text}${median === null ? '' : ` ${metric.unit}`}, what stands behind it`,
    },
    text,
  );
  button.addEventListener('click', () => question(target));
  const interval = lo === null || hi === null ? (median === null ? '' : 'no interval') : `[${grouped(lo)}, ${grouped(hi)}]`;
  return element(
    'li',
    rank === null ? { class: 'unranked' } : {},
    element('span', { class: 'who' }, swatch('measured', slot), element('span', {}, target)),
    strip(axis, slot, line, rank === null),
    element('span', { class: 'value' }, button),
    element('span', { class: 'interval' }, interval),
    element('span', { class: 'rank' }, rank ?? 'no rank'),
    element('span', { class: 'launches' }, n === 1 ? '1 launch' : `${n} launches`),
    words === '' ? null : element('span', { class: 'why' }, words),
  );
}

/** Targets of which there is no number at all. */
function absentList(absent: ShownSuite['absent'], { slots }: ListOptions): HTMLElement {
  const items = absent.map(({ target, words }) =>
    element(
      'li',
      {},
      slots.has(target) ? swatch('measured', slots.get(target) ?? 0) : null,
      element('b', {}, target),
      `: ${words}`,
    ),
  );
  return element('div', { class: 'absent' }, ...heading('Not measured here'), element('ul', {}, ...items));
}
