/** The head of the content: what the view answers, and what was measured; or why there is nothing to see. */
import { reasonOf } from '../../../harness/model/errors.js';
import type { LoadedRun } from '../data/loaded-run.js';
import { leadSentence } from '../views/run/run-sections.js';
import { element } from './dom.js';
import { type ViewName, views } from './view-names.js';

export function headOf(name: ViewName, loaded: LoadedRun): HTMLElement {
  return element(
    'header',
    { class: 'head' },
    heading(views[name].title),
    element('p', { class: 'lead' }, views[name].question),
    element('p', { class: 'lead' }, `${leadSentence(loaded)} Profile: ${loaded.run.plan.profile}.`),
  );
}

export function failedRun(thrown: unknown): HTMLElement {
  return element('div', { class: 'head' }, heading('This run cannot be shown'), alert(reasonOf(thrown)));
}

export function failedView(thrown: unknown): HTMLElement {
  return alert(`This view cannot be shown: ${reasonOf(thrown)}`);
}

/** The heading takes the focus when a view is opened, so that a screen reader begins there. */
function heading(words: string): HTMLElement {
  return element('h1', { id: 'title', tabindex: '-1' }, words);
}

function alert(words: string): HTMLElement {
  return element('p', { role: 'alert' }, words);
}
