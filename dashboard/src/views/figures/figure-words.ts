/** The words around a figure: its caption, and what cannot be seen in it as it is drawn. */
import type { Reference } from '../../../../harness/model/figure.js';
import type { ChartModel } from '../../chart/chart-model.js';
import { element } from '../../page/dom.js';
import { count } from '../../chart/numbers.js';

/** How the figure is to be read, and where the published curves come from. */
export function captionOf({ figure, metric, series }: ChartModel): HTMLElement {
  const few = series.some(({ points }) =>
    points.some(({ validity }) => validity.includes('too-few-launches')),
  );
  return element(
    'figcaption',
    {},
    element(
      'p',
      {},
      `${metric.better === 'higher' ? 'Higher' : 'Lower'} is better. Points are medians over launches, bars their exact 95 % intervals` +
        `${few ? ' (none below 6 launches)' : ''}; a hollow point has something known against it.`,
    ),
    figure.reference === undefined ? null : element('p', {}, referenceWords(figure.reference)),
  );
}

function referenceWords({ source, note, bar, label }: Reference): string {
  return `Dashed: ${label}, as published. ${ended(source)} ${ended(note)} Their bars: ${ended(bar)}`;
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** What a reader must know of the chart as it is drawn now. */
export function notesOf({ figure, series, drawn, undrawable, relative }: ChartModel): string[] {
  const notes: string[] = [];
  if (!series.some(({ kind, points }) => kind === 'measured' && points.some(({ y }) => y !== null))) {
    const held = Object.entries(figure.fixed).map(([name, value]) => `${name} = ${value}`);
    notes.push(`This run measured nothing for this figure${held.length > 0 ? ` (${held.join(', ')})` : ''}.`);
  }
  if (drawn.length === 0) notes.push('Every curve is hidden: choose some under “Curves shown”.');
  if (undrawable > 0) {
    notes.push(
      `${count(undrawable, 'value')} not above zero cannot be drawn on a logarithmic axis; see the table, or the linear axis.`,
    );
  }
  if (relative)
    notes.push(
      'Every curve is divided by its own first value, its intervals by the same number: compare shapes here, not heights.',
    );
  return notes;
}
