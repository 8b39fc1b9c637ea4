/** All figures of a run as links, suite by suite, each with a thumbnail and how its claims came out. */
import type { JudgedClaim } from '../../../../harness/model/claim.js';
import { figureChart } from '../../chart/figure-chart.js';
import { element, svgElement } from '../../page/dom.js';
import { formatHash, type State } from '../../page/state.js';
import type { ViewContext } from '../../page/view.js';
import { claimsUnder, shareOf } from './claims.js';
import { idOf, type Place, titleOf } from './places.js';
import { thumbnail } from './thumbnail.js';

export interface Gallery {
  readonly root: HTMLElement;
  /** Marks what is shown, and has the links keep what the state says besides the figure. */
  update(state: State, shown: Place): void;
}

export function gallery(context: ViewContext, places: readonly Place[]): Gallery {
  const links = places.map((place) => ({ place, link: linkTo(context, place) }));
  const suites = [...new Set(places.map(({ suite }) => suite))];
  const groups = suites.map((suite) =>
    element(
      'section',
      {},
      element('h2', {}, suite.title),
      element(
        'ul',
        {},
        ...links.filter(({ place }) => place.suite === suite).map(({ link }) => element('li', {}, link)),
      ),
    ),
  );
  return {
    root: element('nav', { class: 'gallery', 'aria-label': 'Figures' }, ...groups),
    update(state, shown) {
      for (const { place, link } of links) {
        link.href = formatHash(stateOf(state, place));
        if (place === shown) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    },
  };
}

/** Curves that are hidden and scales that are chosen belong to the figure that is left. */
function stateOf(state: State, place: Place): State {
  const left = { y: null, relative: false, hidden: new Set<string>(), cell: null };
  return { ...state, ...left, view: 'figures', suite: place.suite.name, figure: idOf(place) };
}

function linkTo({ loaded, targets }: ViewContext, place: Place): HTMLAnchorElement {
  const { suite, figure } = place;
  const picture =
    figure === null ? tableSign() : thumbnail(figureChart(suite, figure, loaded.cells), targets);
  const share = shareOf(claimsUnder(claimsOf(loaded.claims), place));
  return element(
    'a',
    {},
    picture,
    element('span', {}, titleOf(place)),
    share === null ? null : element('span', { class: 'quiet' }, ` ${share}`),
  );
}

function claimsOf(claims: readonly JudgedClaim[] | null): readonly JudgedClaim[] {
  return claims ?? [];
}

/** Rows and columns, for a table has no curves. */
function tableSign(): SVGElement {
  const rows = [14, 30, 46, 62].map((y) => `M20 ${y} H60 M80 ${y} H108 M122 ${y} H140`);
  const line = {
    class: 'bound',
    d: rows.join(' '),
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
  };
  return svgElement(
    'svg',
    { class: 'thumbnail', viewBox: '0 0 160 84', 'aria-hidden': 'true' },
    svgElement('path', line),
  );
}
