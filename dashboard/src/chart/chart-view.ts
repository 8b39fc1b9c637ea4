/** The chart on the page: its canvas, its keyboard, and the line that says the active point. */
import { element } from '../page/dom.js';
import type { ViewContext } from '../page/view.js';
import { CanvasChart, type DrawnAt } from './canvas-chart.js';
import { enableKeyboard } from './chart-keyboard.js';
import type { ChartModel } from './chart-model.js';
import { absenceOf } from './chart-words.js';
import { pointSentence, pointWords } from './point-words.js';
import { questionOf } from './questioned-point.js';

export interface ChartView {
  readonly roots: readonly HTMLElement[];
  /** Draws a model in place of what was drawn before; what is far from the screen is drawn when it comes near. */
  draw(model: ChartModel): void;
  /** What is drawn, as a `data:` address; null when nothing is. */
  png(): string | null;
  destroy(): void;
}

export function chartView(context: ViewContext): ChartView {
  // A screen reader leaves the arrow keys to what is an application.
  const canvas = element('canvas', {
    tabindex: '0',
    role: 'application',
    'aria-roledescription': 'chart',
    'data-control': 'chart',
  });
  const absence = element('p', { class: 'nothing' });
  const said = element('p', { class: 'said', 'aria-live': 'polite' });
  const drawing = new CanvasChart(canvas, context);
  const keyboard = enableKeyboard(canvas, {
    chart: () => drawing.chart,
    say: (active) => {
      said.textContent = sentenceOf(context, drawing.at(active));
    },
    ask: (active) => {
      const found = drawing.at(active);
      if (found !== null) questionOf(context, found.model)(found.point)?.();
    },
  });
  return {
    roots: [element('div', { class: 'chart' }, canvas, absence), said],
    draw(model) {
      keyboard.forget();
      canvas.setAttribute('aria-label', labelOf(model));
      absence.textContent = absenceOf(model) ?? '';
      drawing.draw(model);
    },
    png: () => drawing.png(),
    destroy: () => drawing.destroy(),
  };
}

function sentenceOf({ loaded }: ViewContext, found: DrawnAt | null): string {
  if (found === null) return '';
  return pointSentence(pointWords(found.model, found.series, found.point, loaded.remarks));
}

function labelOf({ title, x, y, series }: ChartModel): string {
  const opens = series.some(({ points }) => points.some(({ cell }) => cell !== null))
    ? ', Enter opens the launches behind one'
    : '';
  return `${title}: ${y.title} over ${x.title}. Arrow keys go from point to point${opens}. All numbers stand in the table below.`;
}
