/** The words around the comparison: what is held against what, and how its chart is to be read. */
import { element } from '../../page/dom.js';
import type { ChartModel } from '../../chart/chart-model.js';
import { floorWords } from '../../comparison/verdict-words.js';
import type { Floor } from '../../../../harness/model/qualification.js';
import type { Selection } from '../../page/selection.js';
import type { Baseline } from './baseline.js';

/** Who is held against whom, and why against that one. */
export function leadOf({ metric }: Selection, { target, chosen }: Baseline): string {
  const why = chosen ? '' : ' (the usual baseline: choose another above)';
  const ratio =
    metric.better === 'higher'
      ? `each ratio is a target's value over that of ${target}`
      : `lower is better here, so each ratio is the value of ${target} over a target's`;
  return `Every target is held against ${target}${why}: ${ratio}. Above 1 is better.`;
}

/** How points, bars, line and band are to be read. */
export function captionOf({ interval, lines }: ChartModel, floor: Floor): HTMLElement {
  return element(
    'figcaption',
    {},
    element(
      'p',
      {},
      `Above 1 is better, below 1 is worse; twice as good and half as good are equally far from 1. Bars: ${interval}.`,
    ),
    element(
      'p',
      {},
      `Line at 1: ${lines[0]?.title ?? ''}. Band: ${floorWords(floor)}; what lies in it is no difference. A hollow point has ` +
        'something known against it, on either side.',
    ),
  );
}
