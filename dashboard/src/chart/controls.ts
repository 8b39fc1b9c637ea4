/** The controls of a chart: native inputs, so that keyboard and screen reader need nothing of ours. */
import { radios } from '../page/choosers.js';
import { element } from '../page/dom.js';
import type { Scale } from './axis/axis.js';
import type { ChartModel } from './chart-model.js';
import { legendOf } from './legend.js';

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
  { id, series }: Pick<ChartModel, 'id' | 'series'>,
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
    `values-${id}`,
  );
  const scale = radios(
    'Vertical axis',
    [
      ['log', 'Log'],
      ['linear', 'Linear'],
    ] as const,
    (y) => onChange({ y }),
    `scale-${id}`,
  );
  const legend = legendOf(series, targets, (hidden) => onChange({ hidden }));
  return {
    bar: element(
      'div',
      { class: 'controls' },
      wanted.relative ? value.fieldset : null,
      wanted.scale ? scale.fieldset : null,
    ),
    legend: legend.root,
    show({ relative, y, hidden }) {
      value.choose(relative ? 'relative' : 'absolute');
      scale.choose(y);
      legend.show(hidden);
    },
  };
}
