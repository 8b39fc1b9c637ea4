/** A number in words: value, interval, launches, standing, and what each of its marks means. */
import { cellKey } from '../../../../harness/model/cell.js';
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import { count, grouped } from '../../chart/numbers.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import { element } from '../../page/dom.js';
import { marginWords, standingWords, unrankedWords } from '../overview/standing-words.js';
import type { FoundCell } from './found-cell.js';
import { carriedWords, markWords } from './mark-words.js';

export function valuePart(
  { metric, cell, table, standing }: FoundCell,
  { remarks }: LoadedRun,
): HTMLElement[] {
  const value =
    cell.median === null
      ? element('p', { class: 'big' }, 'missing')
      : element('p', { class: 'big' }, grouped(cell.median), element('span', {}, ` ${metric.unit}`));
  const interval =
    cell.lo === null || cell.hi === null
      ? 'no interval: it takes 6 launches'
      : `95 % interval ${grouped(cell.lo)} to ${grouped(cell.hi)}`;
  const about =
    cell.median === null
      ? validityWords(cell, remarks.get(cellKey(cell)))
      : `Median over ${count(cell.n, 'launch', 'launches')}; ${interval}; ${metric.better} is better.`;
  const place =
    table === null || standing === null
      ? null
      : standing.tier === null
        ? notRankedWords(cell, unrankedWords(standing, cell, remarks))
        : `${standingWords(table, standing)} ${marginWords(table)}`;
  return [
    value,
    element('p', {}, about),
    ...(place === null ? [] : [element('p', {}, place)]),
    ...(cell.median === null ? [] : [digits(cell.median, cell.lo, cell.hi, metric.unit)]),
  ];
}

/** Marks have their own list. */
function notRankedWords({ validity }: FoundCell['cell'], reason: string): string {
  return validity.length > 0 ? 'Not ranked, for what is known against it.' : `Not ranked: ${reason}.`;
}

/** The same with every digit that there is. */
function digits(median: number, lo: number | null, hi: number | null, unit: string): HTMLElement {
  const interval = lo === null || hi === null ? '' : ` [${String(lo)}, ${String(hi)}]`;
  return element('p', { class: 'quiet' }, `Every digit: ${String(median)}${interval} ${unit}`);
}

/** @param launches of the cell; none as long as they are not read */
export function marksPart({ metric, cell }: FoundCell, launches: readonly LaunchRecord[]): HTMLElement[] {
  if (cell.validity.length === 0) {
    return cell.n === 0 ? [] : [element('p', {}, 'Valid: nothing is known against it.')];
  }
  const items = cell.validity.map((code) => {
    const { words, meaning } = markWords(code, metric);
    const carried = carriedWords(code, launches);
    return element(
      'div',
      {},
      element('dt', {}, words),
      element('dd', {}, carried === '' ? meaning : `${carried} ${meaning}`),
    );
  });
  return [element('h3', {}, 'What is known against it'), element('dl', { class: 'prose' }, ...items)];
}
