/** The ways through the page: the links to the views, and the choice of the run. */
import { chooser } from './choosers.js';
import { element } from './dom.js';
import { formatHash, type State } from './state.js';
import { type ViewName, viewNames, views } from './view-names.js';

/** Links to all views; run, suite, metric, point and hidden curves stay as they are. */
export function viewLinks(state: State, current: ViewName): HTMLElement {
  const links = viewNames.map((view) => {
    const next = { ...state, view, figure: null, cell: null, y: null, relative: false };
    const href = formatHash(next) || '#';
    const mark = view === current ? { 'aria-current': 'page' } : {};
    return element('li', {}, element('a', { href, ...mark }, views[view].title));
  });
  return element('ul', {}, ...links);
}

/** The choice of the run. @param onChange called with null for the newest */
export function runChooser(
  runs: readonly { readonly id: string; readonly title: string }[],
  chosen: string,
  onChange: (run: string | null) => void,
): HTMLElement {
  const options = runs.map(({ id, title }) => ({ value: id, title }));
  return chooser('Run', options, chosen, (id) => onChange(id === runs[0]?.id ? null : id));
}
