/** The figures of the papers, one at a time, and the published tables. */
import { foldable, element } from '../../page/dom.js';
import type { OpenView, View, ViewContext } from '../../page/view.js';
import { csvButton, renderTable } from '../../table/table.js';
import { chooser } from '../../page/choosers.js';
import { figureView } from './figure-view.js';
import { type Place, placeOf, placesOf, titleOf } from './places.js';
import { publishedTable } from './published-table.js';

export const openFigures: OpenView = (context) => {
  const places = placesOf(context.loaded);
  const root = element('div');
  let shown: { readonly place: Place; readonly view: View } | null = null;
  return {
    root,
    update(state) {
      const { place, notices } = placeOf(places, state);
      context.say(notices);
      if (place === null) {
        root.replaceChildren(element('p', {}, 'This run measured nothing that a figure shows.'));
        return;
      }
      if (shown?.place !== place) {
        shown?.view.destroy();
        shown = { place, view: placeView(context, place) };
        root.replaceChildren(chooserOf(context, places, place), shown.view.root);
      }
      void shown.view.update(state);
    },
    destroy: () => shown?.view.destroy(),
  };
};

function chooserOf({ choose }: ViewContext, places: readonly Place[], shown: Place): HTMLElement {
  const options = places.map((place, index) => ({ value: String(index), title: titleOf(place) }));
  return chooser('Figure', options, String(places.indexOf(shown)), (value) => {
    const place = places[Number(value)];
    if (place === undefined) return;
    const { suite, figure } = place;
    choose({ suite: suite.name, figure: figure?.id ?? null, y: null, relative: false, hidden: new Set() });
  });
}

function placeView(context: ViewContext, place: Place): View {
  const { suite, figure } = place;
  const view = figure === null ? tableView(context, place) : figureView(context, { suite, figure });
  const id = figure === null ? '' : ` · Figure ${figure.id}`;
  const head = [
    element('p', { class: 'kicker' }, `${suite.title}${id}`),
    element('h2', {}, titleOf(place)),
    element('p', { class: 'lead' }, suite.summary),
  ];
  return { ...view, root: element('div', {}, ...head, view.root) };
}

/** The published table beside ours, with what must be known to compare them. */
function tableView({ loaded }: ViewContext, { suite }: Place): View {
  const { published } = suite;
  if (published === undefined) throw new Error(`suite ${suite.name} has no published table`);
  const table = publishedTable(suite, published, loaded);
  const root = foldable(
    `${published.title}, and ours`,
    true,
    csvButton(table, `${loaded.run.id}-${suite.name}-published.csv`),
    renderTable(table),
    element('p', {}, published.note),
    element('p', { class: 'quiet' }, `Source: ${published.source}.`),
  );
  return { root, update: () => undefined, destroy: () => undefined };
}
