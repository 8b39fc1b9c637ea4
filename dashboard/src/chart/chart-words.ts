/** The words around a chart: how it is to be read, and what cannot be seen in it as it is drawn. */
import { element } from '../page/dom.js';
import type { ChartModel } from './chart-model.js';
import { count } from './numbers.js';

/** How points and bars are to be read. */
export function readingOf({ metric, interval, series }: ChartModel): HTMLElement {
  const few = series.some(({ points }) =>
    points.some(({ validity }) => validity.includes('too-few-launches')),
  );
  const direction =
    metric.better === null ? '' : `${metric.better === 'higher' ? 'Higher' : 'Lower'} is better. `;
  return element(
    'p',
    {},
    `${direction}Bars: ${interval}${few ? ' (none below 6 launches)' : ''}; a hollow point has something known against it.`,
  );
}

/** What a reader must know of the chart as it is drawn now. */
export function notesOf({ series, drawn, undrawable, relative }: ChartModel): string[] {
  const notes: string[] = [];
  if (!series.some(({ kind, points }) => kind === 'measured' && points.some(({ y }) => y !== null))) {
    notes.push('This run measured nothing for this chart.');
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
