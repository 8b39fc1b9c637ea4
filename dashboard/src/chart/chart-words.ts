/** The words around a chart: how it is to be read, and what cannot be seen in it as it is drawn. */
import { element } from '../page/dom.js';
import type { ChartModel } from './chart-model.js';
import { count } from './numbers.js';
import type { Series } from './series.js';

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

/** Why nothing at all is drawn; null when something is. */
export function absenceOf(model: ChartModel): string | null {
  const { series, drawn, undrawable } = model;
  const values = drawn.flatMap(({ points }) => points.filter(({ y }) => y !== null));
  if (values.length > undrawable) return null;
  if (values.length > 0)
    return 'No value is above zero: a logarithmic axis cannot show them, the linear one can.';
  if (series.length > 0 && drawn.length === 0)
    return 'Every curve is hidden. Choose some under “Curves shown”.';
  if (model.relative && series.some(hasValue))
    return 'No curve has a value at the first point: none can be drawn relative to it.';
  if (series.some(hasValue)) return 'The curves that are shown have no value. See the table for the reasons.';
  return series.length === 0 ? nothingMeasured : `${nothingMeasured} See the table for the reasons.`;
}

const nothingMeasured = 'This run measured nothing for this chart.';

/** What a reader must know of the chart as it is drawn now, where something is. */
export function notesOf(model: ChartModel): string[] {
  const { series, undrawable, relative } = model;
  const notes: string[] = [];
  if (absenceOf(model) !== null) return notes;
  if (!series.some((one) => one.kind === 'measured' && hasValue(one))) notes.push(nothingMeasured);
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

function hasValue({ points }: Series): boolean {
  return points.some(({ y }) => y !== null);
}
