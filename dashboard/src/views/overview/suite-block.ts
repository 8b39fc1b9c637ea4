/** A suite on the front page: who wins at the point that is shown, everybody's number, and the way to all the others. */
import type { FactorValue } from '../../../../harness/model/point.js';
import { chooser } from '../../page/choosers.js';
import { element } from '../../page/dom.js';
import { placeWords } from '../../page/place-words.js';
import { valueChange } from '../../page/selection-change.js';
import { formatHash, type State } from '../../page/state.js';
import type { ViewContext } from '../../page/view.js';
import { type ViewName, views } from '../../page/view-names.js';
import { count, exact } from '../../chart/numbers.js';
import { csvButton, renderTable } from '../../table/table.js';
import { placeIn, placeOutside, type ShownSuite } from './shown-suite.js';
import { type ListOptions, standingList } from './standing-list.js';
import { standingTable } from './standing-table.js';
import { marginWords, plateauWords, verdictWords } from './standing-words.js';

/** Views that say more of the same suite, metric and point. */
const further: readonly ViewName[] = ['compare', 'distribution', 'load', 'efficiency'];

/** The parts of a suite that are made once, so that they stay as open or closed as the reader left them. */
export interface SuiteFolds {
  /** The numbers of the point that is shown. */
  readonly numbers: HTMLDetailsElement;
  /** Every cell of the suite. */
  readonly everything: HTMLDetailsElement;
}

export function suiteBlock(
  context: ViewContext,
  shown: ShownSuite,
  state: State,
  options: Omit<ListOptions, 'question'>,
  folds: SuiteFolds,
): HTMLElement {
  const { suite, cells } = shown.index;
  const at = placeIn(shown.index, shown.point);
  const question = (target: string) =>
    context.question({ suite: suite.name, metric: shown.metric.name, target, at });
  fillNumbers(folds.numbers, context, shown, question);
  const heading = element('h2', { id: headingId(suite.name), tabindex: '-1' }, suite.title);
  return element(
    'section',
    { class: 'suite', 'aria-labelledby': headingId(suite.name) },
    element('div', { class: 'suite-head' }, heading, linksOf(shown, state)),
    element('p', { class: 'quiet' }, suite.summary),
    choosersOf(context, shown, state),
    element('p', { class: 'shown-at' }, shownWords(shown, placeWords(suite, cells, shown.point))),
    ...shown.notices.map((words) => element('p', { class: 'note' }, words)),
    element('p', { class: 'verdict' }, verdictWords(shown.table)),
    ...besides(shown, options.hidden).map((words) => element('p', { class: 'quiet' }, words)),
    standingList(shown, { ...options, question }),
    folds.numbers,
    folds.everything,
  );
}

export function headingId(suite: string): string {
  return `suite-${suite}`;
}

function shownWords({ metric, tiers, unranked }: ShownSuite, place: string): string {
  const ranked = tiers.flat().length;
  const targets = `${exact(ranked)} of ${count(ranked + unranked.length, 'target')} ranked`;
  return [`${metric.title} in ${metric.unit}, ${metric.better} is better`, place, targets]
    .filter((words) => words !== '')
    .join(' · ');
}

function besides({ table, tiers, unranked }: ShownSuite, hidden: ReadonlySet<string>): string[] {
  const all = [...tiers.flat(), ...unranked];
  const unseen = all.filter(({ target }) => hidden.has(target)).length;
  return [
    table === null ? null : plateauWords(table),
    table === null || tiers.flat().length < 2 ? null : marginWords(table),
    unseen === 0 ? null : `${count(unseen, 'target')} hidden; tiers and ranks are among all ${all.length}.`,
  ].filter((words) => words !== null);
}

function linksOf({ index, metric, point }: ShownSuite, state: State): HTMLElement {
  const place = {
    suite: index.suite.name,
    metric: metric.name,
    at: { ...state.at, ...placeIn(index, point) },
  };
  const links = further.map((view) => {
    const href = formatHash({ ...state, ...place, view, figure: null, cell: null });
    return element(
      'a',
      { href, 'aria-label': `${views[view].title}: ${index.suite.title}` },
      views[view].title,
    );
  });
  return element('p', { class: 'further' }, ...links);
}

/** The metric, and each factor that varies. */
function choosersOf(context: ViewContext, shown: ShownSuite, state: State): HTMLElement {
  const { index, metric, point } = shown;
  const { suite, cells } = index;
  const metrics = suite.metrics.map(({ name, title }) => ({ value: name, title }));
  const selection = { suite, metric, point, notices: [] };
  const factors = index.varying.map(({ factor, values }) => {
    const options = values.map((value) => ({ value: String(value), title: valueText(value) }));
    return chooser(factor.title, options, String(point[factor.name] ?? factor.default), (text) => {
      const value = values.find((candidate) => String(candidate) === text);
      if (value === undefined) return;
      const choice = { factor, value, whole: [] };
      const loaded = { run: context.loaded.run, cells };
      const { at = {} } = valueChange(loaded, state, { ...selection, swept: factor }, choice);
      context.choose({ at: { ...placeOutside(index, state.at), ...at } });
    });
  });
  const ofMetric = chooser('Metric', metrics, metric.name, (name) =>
    context.choose({ metric: name === suite.metrics[0]?.name ? null : name }),
  );
  const all = [ofMetric, ...factors];
  for (const select of all.flatMap((one) => [...one.querySelectorAll('select')])) {
    // Of every suite there is one of the same title.
    select.dataset['control'] = `${suite.name} ${select.dataset['control'] ?? ''}`;
  }
  const label = `What is shown of ${suite.title}`;
  return element('div', { class: 'selection', role: 'group', 'aria-label': label }, ...all);
}

function valueText(value: FactorValue): string {
  return typeof value === 'number' ? exact(value) : value;
}

function fillNumbers(
  fold: HTMLDetailsElement,
  { loaded }: ViewContext,
  shown: ShownSuite,
  question: (target: string) => void,
): void {
  const table = standingTable(shown, question);
  const file = `${loaded.run.id}-${shown.index.suite.name}-${shown.metric.name}.csv`;
  const buttons = element('p', { class: 'buttons' }, csvButton(table, file));
  fold.replaceChildren(element('summary', {}, 'The numbers of this point'), buttons, renderTable(table));
}
