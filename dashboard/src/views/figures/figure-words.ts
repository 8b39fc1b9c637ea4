/** The caption of a figure: how it is to be read, and where the published curves come from. */
import type { Figure, Reference } from '../../../../harness/model/figure.js';
import type { ChartModel } from '../../chart/chart-model.js';
import { readingOf } from '../../chart/chart-words.js';
import { element } from '../../page/dom.js';

export function captionOf({ reference }: Figure, model: ChartModel): HTMLElement {
  return element(
    'figcaption',
    {},
    readingOf(model),
    reference === undefined ? null : element('p', {}, referenceWords(reference)),
  );
}

function referenceWords({ source, note, bar, label }: Reference): string {
  return `Dashed: ${label}, as published. ${ended(source)} ${ended(note)} Their bars: ${ended(bar)}`;
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
