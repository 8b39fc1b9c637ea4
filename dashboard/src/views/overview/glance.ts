/** Which target wins where, at a glance: a row a target, a column a suite. */
import { swatch } from '../../chart/sign/swatch.js';
import { count, exact } from '../../chart/numbers.js';
import { element } from '../../page/dom.js';
import { placeWords } from '../../page/place-words.js';
import { type ListOptions } from './standing-list.js';
import { isDecided, rankWords } from './standing-words.js';
import type { ShownSuite } from './shown-suite.js';

export interface GlanceOptions extends Omit<ListOptions, 'question'> {
  readonly question: (shown: ShownSuite, target: string) => void;
  /** Goes to the block of a suite. */
  readonly go: (suite: string) => void;
}

/** What is said of a target in one suite, in a word or two. */
interface Mark {
  readonly words: string;
  readonly kind: 'best' | 'ranked' | 'unranked' | 'absent';
}

/** Targets that are best most often come first, then those with the better ranks. */
export function glance(shown: readonly ShownSuite[], options: GlanceOptions): HTMLElement {
  const targets = inOrder(shown).filter((target) => !options.hidden.has(target));
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, 'Target'),
    ...shown.map((one) => headOf(one, options)),
  );
  const rows = targets.map((target) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, swatch('measured', options.slots.get(target) ?? 0), target),
      ...shown.map((one) => cellOf(one, target, options)),
    ),
  );
  const caption = 'Ranks of every target in every suite, at the points that are shown below';
  return element(
    'div',
    { class: 'scroll glance', tabindex: '0', role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element('thead', {}, head),
      element('tbody', {}, ...rows),
    ),
  );
}

function headOf(shown: ShownSuite, { go }: GlanceOptions): HTMLElement {
  const { index, metric, point, table } = shown;
  const button = element(
    'button',
    { type: 'button', class: 'open', 'data-control': `go ${index.suite.name}` },
    index.suite.title,
  );
  button.addEventListener('click', () => go(index.suite.name));
  const place = placeWords(index.suite, index.cells, point);
  const result =
    table !== null && isDecided(table) ? null : element('span', { class: 'quiet' }, 'not decided');
  return element(
    'th',
    { scope: 'col' },
    button,
    element('span', { class: 'quiet' }, metric.title),
    place === '' ? null : element('span', { class: 'quiet' }, place),
    result,
  );
}

function cellOf(shown: ShownSuite, target: string, { question }: GlanceOptions): HTMLElement {
  const { words, kind } = markOf(shown, target);
  if (kind === 'absent') return element('td', { class: kind }, words);
  const ranked = kind === 'best' || kind === 'ranked';
  const name = `${target}, ${shown.index.suite.title}${ranked ? ', rank' : ''}: ${words}`;
  const button = element(
    'button',
    {
      type: 'button',
      class: 'open',
      'aria-label': name,
      'data-control': `glance ${shown.index.suite.name} ${target}`,
    },
    words,
  );
  button.addEventListener('click', () => question(shown, target));
  return element('td', { class: kind }, button);
}

function markOf({ table, tiers, unranked, absent }: ShownSuite, target: string): Mark {
  const standing = tiers.flat().find((one) => one.target === target);
  if (standing !== undefined && table !== null) {
    const best = standing.tier === 1 && isDecided(table);
    const rank = rankWords(standing).replace(/^rank /, '');
    return best ? { words: `best: ${rank}`, kind: 'best' } : { words: rank, kind: 'ranked' };
  }
  const cell = unranked.find((one) => one.target === target)?.cell;
  if (cell === undefined) {
    const here = absent.some((one) => one.target === target);
    return { words: here ? 'not here' : '–', kind: 'absent' };
  }
  if (cell.validity.includes('unsupported')) return { words: 'unsupported', kind: 'unranked' };
  if (cell.median !== null) return { words: 'marked', kind: 'unranked' };
  return { words: cell.validity.includes('errors') ? 'failed' : 'missing', kind: 'unranked' };
}

function inOrder(shown: readonly ShownSuite[]): string[] {
  const places = new Map<string, { best: number; ranks: number[] }>();
  for (const { table, tiers, unranked } of shown) {
    for (const { target } of unranked) placeOf(places, target);
    const ranked = tiers.flat().length;
    for (const { target, tier, bestRank, worstRank } of tiers.flat()) {
      const place = placeOf(places, target);
      if (tier === 1 && table !== null && isDecided(table)) place.best++;
      place.ranks.push(((bestRank ?? 0) + (worstRank ?? 0)) / ranked);
    }
  }
  const rankOf = ({ ranks }: { ranks: number[] }) =>
    ranks.length === 0 ? Infinity : ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
  return [...places]
    .sort(([a, one], [b, other]) => {
      const byRank = rankOf(one) < rankOf(other) ? -1 : rankOf(one) > rankOf(other) ? 1 : 0;
      return other.best - one.best || byRank || (a < b ? -1 : 1);
    })
    .map(([target]) => target);
}

function placeOf(places: Map<string, { best: number; ranks: number[] }>, target: string) {
  const place = places.get(target) ?? { best: 0, ranks: [] };
  places.set(target, place);
  return place;
}

/** In how many suites somebody wins. */
export function glanceWords(shown: readonly ShownSuite[]): string {
  const decided = shown.filter(({ table }) => table !== null && isDecided(table)).length;
  if (decided === shown.length) return 'In every suite the best can be told apart from the rest.';
  if (decided === 0) return 'In none of the suites can the best be told apart from the rest.';
  return `In ${exact(decided)} of ${count(shown.length, 'suite')} the best can be told apart from the rest.`;
}

/** How the table is to be read. */
export const glanceReading =
  'The numbers are ranks, with 95 % confidence between these two. “Best” is a target that is better than everybody in the tiers ' +
  'below: by a paired test (p < 0.05 after Holm, over all pairs), and by more than the noise of the machine. “Marked”: ' +
  'something is known against the number, so it is not ranked. “Not here”: not measured in this suite.';
