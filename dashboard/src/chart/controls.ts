/** The controls of a chart: native inputs, so that keyboard and screen reader need nothing of ours. */
import { radios } from '../page/choosers.js';
import { element } from '../page/dom.js';
import type { Scale } from './axis.js';
import type { ChartModel } from './chart-model.js';
import { assignSlots } from './palette.js';
import type { Series } from './series.js';
import { swatch } from './swatch.js';

/** What the controls of a chart say. */
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
 * The switches and the legend of a chart.
 * @param targets every target of the run, for the colours
 * @param wanted which switches there are
 * @param onChange called with what the reader changed
 */
export function controlsOf(
  { series }: Pick<ChartModel, 'series'>,
  targets: readonly string[],
  wanted: { readonly relative: boolean; readonly scale: boolean },
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
  const boxes = new Map(
    series.map(({ key }) => [key, element('input', { type: 'checkbox', 'data-control': `curve ${key}` })]),
  );
  for (const box of boxes.values()) {
    box.addEventListener('change', () => {
      onChange({ hidden: new Set([...boxes].filter(([, { checked }]) => !checked).map(([key]) => key)) });
    });
  }
  return {
    bar: element(
      'div',
      { class: 'controls' },
      wanted.relative ? value.fieldset : null,
      wanted.scale ? scale.fieldset : null,
    ),
    legend: legendOf(series, targets, boxes),
    show({ relative, y, hidden }) {
      value.choose(relative ? 'relative' : 'absolute');
      scale.choose(y);
      for (const [key, box] of boxes) box.checked = !hidden.has(key);
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
