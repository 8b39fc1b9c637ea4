/** The figures of the papers, what the papers claim of them, and the published tables. */
import { foldable, element } from '../../page/dom.js';
import { atOf } from '../../page/selection.js';
import type { OpenView, View, ViewContext } from '../../page/view.js';
import { csvButton, renderTable } from '../../table/table.js';
import { ClaimCells } from './claim-cells.js';
import { claimsOfPlace, everyClaim, otherClaims, tallySection } from './claim-sections.js';
import { figureView } from './figure-view.js';
import { gallery } from './gallery.js';
import { missingPlacesOf, type Place, placeOf, placesOf, titleOf } from './places.js';
import { publishedTable } from './published-table.js';

export const openFigures: OpenView = (context) => {
  const places = placesOf(context.loaded);
  const cells = new ClaimCells(context.loaded);
  const list = gallery(context, places);
  const heart = element('div', { id: 'figure' });
  const parts = [
    tallySection(context),
    places.length === 0 ? null : list.root,
    heart,
    otherClaims(context, cells, places),
    missingSection(context),
    everyClaim(context),
  ];
  const root = element('div', { class: 'figures' }, ...parts);
  let shown: { readonly place: Place; readonly view: View } | null = null;
  return {
    root,
    update(state) {
      const { place, notices } = placeOf(places, context.loaded.run.suites, state);
      context.say(notices);
      if (place === null) {
        heart.replaceChildren(element('p', {}, 'This run measured nothing that a figure shows.'));
        return;
      }
      list.update(state, place);
      if (shown?.place !== place) {
        shown?.view.destroy();
        shown = { place, view: placeView(context, cells, place) };
        heart.replaceChildren(shown.view.root);
      }
      void shown.view.update(state);
    },
    destroy: () => shown?.view.destroy(),
  };
};

function placeView(context: ViewContext, cells: ClaimCells, place: Place): View {
  const { suite, figure } = place;
  const view = figure === null ? tableView(context, place) : figureView(context, { suite, figure });
  const id = figure === null ? '' : ` · Figure ${figure.id}`;
  const head = [
    element('p', { class: 'kicker' }, `${suite.title}${id}`),
    element('h2', {}, titleOf(place)),
    element('p', { class: 'lead' }, suite.summary),
  ];
  return { ...view, root: element('div', {}, ...head, view.root, claimsOfPlace(context, cells, place)) };
}

/** The published table beside ours, with what must be known to compare them. */
function tableView(context: ViewContext, { suite }: Place): View {
  const { loaded } = context;
  const { published } = suite;
  if (published === undefined) throw new Error(`suite ${suite.name} has no published table`);
  const table = publishedTable(suite, published, loaded, ({ target, metric, point }) =>
    context.question({ suite: suite.name, target, metric, at: atOf(suite, loaded.cells, point) }),
  );
  const root = element(
    'div',
    {},
    element('p', {}, published.note),
    element('p', { class: 'quiet' }, `Source: ${published.source}.`),
    element('p', { class: 'buttons' }, csvButton(table, `${loaded.run.id}-${suite.name}-published.csv`)),
    renderTable(table),
  );
  return { root, update: () => undefined, destroy: () => undefined };
}

/** The figures that this run has no number for, and how to have them. */
function missingSection({ loaded }: ViewContext): HTMLElement | null {
  const missing = missingPlacesOf(loaded);
  if (missing.length === 0) return null;
  const items = missing.map((place) => {
    const { suite, profile } = place;
    const how =
      profile === null
        ? 'no profile measures it: name its points with --point'
        : `tutti run --suite ${suite.name} --profile ${profile}`;
    return element(
      'li',
      {},
      element('b', {}, titleOf(place)),
      element('span', { class: 'quiet' }, ` ${suite.title}; to measure it: ${how}`),
    );
  });
  return foldable('Figures that this run did not measure', true, element('ul', { class: 'plain' }, ...items));
}
