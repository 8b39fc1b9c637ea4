/** The controls of a figure: native inputs, so that keyboard and screen reader need nothing of ours. */
import type { Scale } from '../chart/axis.js';
import { element } from './dom.js';
import { assignSlots } from '../chart/palette.js';
import type { Series } from '../chart/series.js';
import { swatch } from '../chart/swatch.js';

/** What the controls of a figure say. */
export interface Choices {
  readonly relative: boolean;
  readonly y: Scale;
  readonly hidden: ReadonlySet<string>;
}

/** Controls on the page; `show` sets them without calling back. */
export interface Controls {
  readonly bar: HTMLElement;
  readonly legend: HTMLElement;
  show(choices: Choices): void;
}

/**
 * The switches and the legend of a figure.
 * @param targets every target of the run, for the colours
 * @param onChange called with what the reader changed
 */
export function controlsOf(
  series: readonly Series[],
  targets: readonly string[],
  onChange: (change: Partial<Choices>) => void,
): Controls {
  const value = radios(
    'Values',
    [
      ['absolute', 'As measured'],
      ['relative', 'Relative to the first point'],
    ] as const,
    (chosen) => onChange({ relative: chosen === 'relative' }),
  );
  const scale = radios(
    'Vertical axis',
    [
      ['log', 'Log'],
      ['linear', 'Linear'],
    ] as const,
    (y) => onChange({ y }),
  );
  const boxes = new Map(series.map(({ key }) => [key, element('input', { type: 'checkbox' })]));
  for (const box of boxes.values()) {
    box.addEventListener('change', () => {
      onChange({ hidden: new Set([...boxes].filter(([, { checked }]) => !checked).map(([key]) => key)) });
    });
  }
  return {
    bar: element('div', { class: 'controls' }, value.fieldset, scale.fieldset),
    legend: legendOf(series, targets, boxes),
    show({ relative, y, hidden }) {
      value.choose(relative ? 'relative' : 'absolute');
      scale.choose(y);
      for (const [key, box] of boxes) box.checked = !hidden.has(key);
    },
  };
}

function radios<Value extends string>(
  title: string,
  choices: readonly (readonly [Value, string])[],
  onChange: (value: Value) => void,
) {
  const name = title.toLowerCase().replaceAll(' ', '-');
  const inputs = choices.map(([value, words]) => {
    const input = element('input', { type: 'radio', name, value });
    input.addEventListener('change', () => onChange(value));
    return { value, input, label: element('label', {}, input, element('span', {}, words)) };
  });
  const labels = inputs.map(({ label }) => label);
  return {
    fieldset: element('fieldset', { class: 'segmented' }, element('legend', {}, title), ...labels),
    choose(chosen: Value) {
      for (const { value, input } of inputs) input.checked = value === chosen;
    },
  };
}

function legendOf(
  series: readonly Series[],
  targets: readonly string[],
  boxes: ReadonlyMap<string, HTMLInputElement>,
): HTMLElement {
  const slots = assignSlots([...targets, ...series.flatMap(({ target }) => target ?? [])]);
  const references = series.filter(({ kind }) => kind === 'reference');
  const labels = series.map((curve) => {
    const place = curve.target === null ? references.indexOf(curve) : (slots.get(curve.target) ?? 0);
    return element(
      'label',
      {},
      boxes.get(curve.key) ?? null,
      swatch(curve.kind, place),
      element('span', {}, curve.title),
    );
  });
  return element('fieldset', { class: 'legend' }, element('legend', {}, 'Curves shown'), ...labels);
}
