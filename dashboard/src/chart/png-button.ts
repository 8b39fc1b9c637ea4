/** A button that saves a chart as a picture. */
import { element } from '../page/dom.js';
import type { ChartView } from './chart-view.js';

export function pngButton(chart: Pick<ChartView, 'png'>, file: string): HTMLButtonElement {
  const button = element('button', { type: 'button' }, 'Download PNG');
  button.addEventListener('click', () => {
    const picture = chart.png();
    if (picture !== null) element('a', { href: picture, download: file }).click();
  });
  return button;
}
