/** Claims on the page: each with its verdict in words and a sign, the numbers behind it, and what it rests on. */
import type { ClaimVerdict, JudgedClaim } from '../../../../harness/model/claim.js';
import { count } from '../../chart/numbers.js';
import { element, svgElement } from '../../page/dom.js';
import type { ViewContext } from '../../page/view.js';
import type { ClaimCells, FoundCell } from './claim-cells.js';
import { foundOf, neededFor, rangesOf, verdictWords } from './claims.js';

/** Strokes of a tick, a cross, a wave and a dash. */
const signs: Readonly<Record<ClaimVerdict, string>> = {
  reproduced: 'M3 8.5 L6.5 12 L13 4.5',
  'not-reproduced': 'M4 4 L12 12 M12 4 L4 12',
  inconclusive: 'M2.5 9 C4.5 5.5 6.5 5.5 8 8 S11.5 10.5 13.5 7',
  'not-measured': 'M4 8 L12 8',
};

/** The sign of a verdict; what it means stands beside it in words. */
export function verdictSign(verdict: ClaimVerdict): SVGElement {
  const stroke = { fill: 'none', stroke: 'currentColor', 'stroke-width': '2', 'stroke-linecap': 'round' };
  return svgElement(
    'svg',
    { class: 'sign', width: '16', height: '16', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    svgElement('path', { ...stroke, d: signs[verdict] }),
  );
}

/** @param all the cells of the run, for every list of its claims */
export function claimList(
  context: ViewContext,
  all: ClaimCells,
  claims: readonly JudgedClaim[],
): HTMLElement {
  return element('ul', { class: 'claims' }, ...claims.map((claim) => claimItem(context, all, claim)));
}

function claimItem(context: ViewContext, all: ClaimCells, claim: JudgedClaim): HTMLElement {
  const needed = neededFor(claim, context.loaded.run, all);
  const isInRun = all.suite(claim.suite) !== null;
  return element(
    'li',
    { class: claim.verdict },
    verdictSign(claim.verdict),
    element('p', {}, element('b', {}, `${capital(verdictWords[claim.verdict])}. `), claim.claim),
    isInRun ? element('p', { class: 'quiet' }, foundOf(claim)) : null,
    needed === null ? null : element('p', { class: 'quiet' }, `It would take ${needed}`),
    evidence(context, all, claim),
  );
}

/** What a claim rests on: folded, for it is long. */
function evidence(context: ViewContext, all: ClaimCells, claim: JudgedClaim): HTMLElement {
  const { source, rule, cells, launches } = claim;
  const what =
    launches.length === 0
      ? 'Rule and source'
      : `Rule, source and ${count(launches.length, 'launch', 'launches')}`;
  const rows: [string, HTMLElement | string][] = [
    ['Rule', rule],
    ['Source', source],
  ];
  const read = cells.flatMap((cell) => all.find(cell) ?? []);
  if (read.length > 0) rows.push(['Cells it read', cellButtons(context, read)]);
  if (launches.length > 0) rows.push(['Launches', rangesOf(launches)]);
  const items = rows.map(([term, found]) =>
    element('div', {}, element('dt', {}, term), element('dd', {}, found)),
  );
  return element('details', {}, element('summary', {}, what), element('dl', {}, ...items));
}

function cellButtons(context: ViewContext, cells: readonly FoundCell[]): HTMLElement {
  return element(
    'ul',
    { class: 'cells' },
    ...cells.map((cell) => element('li', {}, cellButton(context, cell))),
  );
}

/** Opens the launches of a cell; only words where the run has no such cell. */
function cellButton(context: ViewContext, { target, metric, at, name }: FoundCell): HTMLElement | string {
  const place = Object.entries(at).map(([factor, value]) => `${factor} ${value}`);
  const words = [target, metric, ...place].join(', ');
  if (name === null) return `${words}: not in this run`;
  const button = element('button', { type: 'button', class: 'open' }, words);
  button.addEventListener('click', () => context.question(name));
  return button;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
