/** Choices of the page: native inputs, each with a name by which the keyboard finds it again after a new drawing. */
import { element } from './dom.js';

/** One thing to choose. */
export interface Option {
  readonly value: string;
  readonly title: string;
}

/** A choice of many. @param onChange called with what the reader chose */
export function chooser(
  title: string,
  options: readonly Option[],
  chosen: string,
  onChange: (value: string) => void,
): HTMLElement {
  const select = element(
    'select',
    { 'data-control': title },
    ...options.map(({ value, title: words }) => {
      const option = element('option', { value }, words);
      option.selected = value === chosen;
      return option;
    }),
  );
  select.addEventListener('change', () => onChange(select.value));
  return element('label', { class: 'chooser' }, element('span', {}, title), select);
}

/** A choice of few, all of them seen. @param name its own among all of the page */
export function radios<Value extends string>(
  title: string,
  choices: readonly (readonly [Value, string])[],
  onChange: (value: Value) => void,
  name = title.toLowerCase().replaceAll(' ', '-'),
) {
  const inputs = choices.map(([value, words]) => {
    const input = element('input', { type: 'radio', name, value, 'data-control': `${name} ${value}` });
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
