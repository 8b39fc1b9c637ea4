/** The front page: which runtime wins where, and whether the difference is real. */
import { assignSlots } from '../../chart/sign/palette.js';
import { element } from '../../page/dom.js';
import { keepFocus } from '../../page/keep-focus.js';
import { targetFilter } from '../../page/target-filter.js';
import type { State } from '../../page/state.js';
import type { OpenView, ViewContext } from '../../page/view.js';
import { firstRows } from '../../table/first-rows.js';
import { csvButton, renderTable } from '../../table/table.js';
import { glance, glanceReading, glanceWords } from './glance.js';
import {
  placeIn,
  remedied,
  type ShownSuite,
  shownSuite,
  type SuiteIndex,
  suiteIndexes,
} from './shown-suite.js';
import { headingId, suiteBlock, type SuiteFolds } from './suite-block.js';
import { suiteTable } from './suite-table.js';

/** A table of more rows is made when it is opened. */
const large = 60;
/** A table on the page has this many rows at most. */
const shownRows = 500;

export const openOverview: OpenView = (context) => {
  const indexes = suiteIndexes(context.loaded);
  const folds = new Map(indexes.map((index) => [index.suite.name, foldsOf(context, index)]));
  const slots = assignSlots(context.targets);
  const filter = targetFilter(context);
  const body = element('div');
  const root = element('div', { class: 'overview' }, filter.root, body);
  let drawn: State | null = null;
  // Opening a part for the printer tells of it only after the pages are laid out.
  const fillAll = () => folds.forEach(({ fill }) => fill());
  window.addEventListener('beforeprint', fillAll);
  const go = (suite: string) => (drawn?.suite === suite ? goTo(suite, true) : context.choose({ suite }));
  return {
    root,
    update(state) {
      context.say(noticesOf(indexes, state));
      const before = drawn;
      drawn = state;
      if (before !== null && isSame(before, state)) return;
      const { remarks } = context.loaded;
      const shown = indexes.map((index) => shownSuite(index, state, remarks));
      const options = { slots, hidden: state.hidden };
      const blocks = shown.flatMap((one) => {
        const parts = folds.get(one.index.suite.name);
        return parts === undefined ? [] : [suiteBlock(context, one, state, options, parts)];
      });
      filter.show(state);
      keepFocus(body, () =>
        body.replaceChildren(...head(context, shown, { ...options, go }), ...blocks, ...tail(context)),
      );
      if (state.suite !== null && before?.suite !== state.suite) goTo(state.suite, before !== null);
    },
    destroy: () => window.removeEventListener('beforeprint', fillAll),
  };
};

/** Whether a state shows the same: what opens over the page, and what other views have, does not matter here. */
function isSame(one: State, other: State): boolean {
  const names = ['suite', 'metric', 'at', 'hidden'] as const;
  return names.every((name) => one[name] === other[name]);
}

/** @param pressed whether the reader asked for it just now: then the keyboard goes there too */
function goTo(suite: string, pressed: boolean): void {
  const heading = document.getElementById(headingId(suite));
  heading?.scrollIntoView();
  if (pressed) heading?.focus({ preventScroll: true });
}

function head(
  context: ViewContext,
  shown: readonly ShownSuite[],
  { go, ...options }: Pick<Parameters<typeof glance>[1], 'slots' | 'hidden' | 'go'>,
): HTMLElement[] {
  if (shown.length === 0) return [element('p', {}, 'Nothing is recorded of this run.')];
  // Of one suite the list below says the same.
  if (shown.length === 1) return [];
  const matrix = glance(shown, {
    ...options,
    question: (one, target) =>
      context.question({
        suite: one.index.suite.name,
        metric: one.metric.name,
        target,
        at: placeIn(one.index, one.point),
      }),
    go,
  });
  return [
    element(
      'section',
      { 'aria-labelledby': 'glance' },
      element('h2', { id: 'glance' }, 'At a glance'),
      element('p', { class: 'verdict' }, glanceWords(shown)),
      matrix,
      element('p', { class: 'quiet reading-of' }, glanceReading),
    ),
  ];
}

/** Targets that could not be run at all. */
function tail({ loaded }: ViewContext): HTMLElement[] {
  const nowhere = loaded.run.unavailable.filter(({ suite }) => suite === null);
  if (nowhere.length === 0) return [];
  const items = nowhere.map(({ target, reason, remedy }) =>
    element('li', {}, element('b', {}, target), `: ${remedied(reason, remedy)}`),
  );
  const heading = element('h2', {}, 'Not on this machine');
  return [element('section', { class: 'absent' }, heading, element('ul', {}, ...items))];
}

/** The parts of a suite, and what makes the table of every cell, if it was not made yet. */
function foldsOf(context: ViewContext, index: SuiteIndex): SuiteFolds & { readonly fill: () => void } {
  const numbers = element('details');
  const everything = element('details', {}, element('summary', {}, `Every cell of “${index.suite.title}”`));
  const fill = () => {
    if (everything.childElementCount > 1) return;
    const { loaded } = context;
    const table = suiteTable(index.suite, { cells: index.cells, remarks: loaded.remarks }, (cell) =>
      context.question({
        suite: cell.suite,
        metric: cell.metric,
        target: cell.target,
        at: placeIn(index, cell.point),
      }),
    );
    const file = `${loaded.run.id}-${index.suite.name}.csv`;
    everything.append(
      element('p', { class: 'buttons' }, csvButton(table, file)),
      renderTable(firstRows(table, shownRows)),
    );
  };
  if (index.cells.length / index.suite.metrics.length <= large) fill();
  else everything.addEventListener('toggle', fill);
  return { numbers, everything, fill };
}

function noticesOf(indexes: readonly SuiteIndex[], { suite, metric, at }: State): string[] {
  const declared = indexes.map((index) => index.suite);
  const factors = new Set(declared.flatMap((one) => one.factors.map(({ name }) => name)));
  return [
    ...(suite === null || declared.some(({ name }) => name === suite)
      ? []
      : [`This run has no suite “${suite}”.`]),
    ...(metric === null || declared.some(({ metrics }) => metrics.some(({ name }) => name === metric))
      ? []
      : [`No suite of this run has a metric “${metric}”: showing the first of each.`]),
    ...Object.keys(at)
      .filter((name) => !factors.has(name))
      .map((name) => `No suite of this run has a factor “${name}”.`),
  ];
}
