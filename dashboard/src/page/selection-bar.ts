/** The row of choices over a view: suite, metric, swept factor, values of the other factors, and the baseline. */
import type { FactorValue } from '../../../harness/model/point.js';
import { counted } from '../chart/numbers.js';
import { chooser } from './choosers.js';
import { element } from './dom.js';
import { type Selection, selectionOf, suitesOf, valuesOf } from './selection.js';
import {
  metricChange,
  suiteChange,
  sweptChange,
  targetsIn,
  valueChange,
  varyingFactors,
} from './selection-change.js';
import type { State } from './state.js';
import type { ViewContext } from './view.js';

/** What a view lets its reader choose. */
export interface BarParts {
  readonly suite?: boolean;
  readonly metric?: boolean;
  /** The value of every factor that varies and is not shown whole. */
  readonly point?: boolean;
  /** The swept factor: the view shows it whole. */
  readonly swept?: boolean;
  /** Other factors that the view shows whole. */
  readonly whole?: readonly string[];
  /** The target that the others are held against now; without it, there is none to choose. */
  readonly base?: string;
}

/**
 * The row, for the state as it is; a view draws it anew with every state. A choice of one is not shown, but for the suite and
 * the metric, which say what is seen.
 */
export function selectionBar(context: ViewContext, state: State, parts: BarParts): HTMLElement {
  const selection = selectionOf(context.loaded, state);
  if (selection === null) return element('div', { class: 'selection' });
  const choosers = [
    parts.suite === true ? suiteChooser(context, state, selection) : null,
    parts.metric === true ? metricChooser(context, selection) : null,
    parts.swept === true ? sweptChooser(context, state, selection) : null,
    ...(parts.point === true ? valueChoosers(context, state, selection, parts) : []),
    parts.base === undefined ? null : baseChooser(context, selection, parts.base),
  ];
  return element('div', { class: 'selection', role: 'group', 'aria-label': 'What is shown' }, ...choosers);
}

function suiteChooser({ loaded, choose }: ViewContext, state: State, { suite }: Selection): HTMLElement {
  const options = suitesOf(loaded).map(({ name, title }) => ({ value: name, title }));
  return chooser('Suite', options, suite.name, (name) => choose(suiteChange(loaded, state, name)));
}

function metricChooser({ choose }: ViewContext, selection: Selection): HTMLElement {
  const options = selection.suite.metrics.map(({ name, title }) => ({ value: name, title }));
  return chooser('Metric', options, selection.metric.name, (name) => choose(metricChange(selection, name)));
}

function sweptChooser(
  { loaded, choose }: ViewContext,
  state: State,
  { suite, swept }: Selection,
): HTMLElement | null {
  const factors = varyingFactors(suite, loaded.cells);
  if (factors.length < 2) return null;
  const options = factors.map(({ name, title }) => ({ value: name, title }));
  return chooser('Across', options, swept.name, (name) => choose(sweptChange(loaded, state, name)));
}

function valueChoosers(
  { loaded, choose }: ViewContext,
  state: State,
  selection: Selection,
  parts: BarParts,
): HTMLElement[] {
  const { suite, point } = selection;
  const whole = [...(parts.whole ?? []), ...(parts.swept === true ? [selection.swept.name] : [])];
  return varyingFactors(suite, loaded.cells)
    .filter(({ name }) => !whole.includes(name))
    .map((factor) => {
      const values = valuesOf(suite, factor, loaded.cells);
      const options = values.map((value) => ({
        value: String(value),
        title: valueWords(value, factor.unit),
      }));
      const chosen = String(point[factor.name] ?? factor.default);
      return chooser(factor.title, options, chosen, (text) => {
        const value = values.find((candidate) => String(candidate) === text);
        if (value !== undefined) choose(valueChange(loaded, state, selection, { factor, value, whole }));
      });
    });
}

function baseChooser({ loaded, choose }: ViewContext, { suite }: Selection, base: string): HTMLElement {
  const options = targetsIn(suite, loaded.cells).map((name) => ({ value: name, title: name }));
  return chooser('Against', options, base, (name) => choose({ base: name }));
}

/** `8 pairs`; a value of words as it is. */
function valueWords(value: FactorValue, unit: string): string {
  return typeof value === 'string' ? value : counted(value, unit);
}
