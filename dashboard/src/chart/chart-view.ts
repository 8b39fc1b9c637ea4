/** The chart of a figure on the page: its canvas, its keyboard, and the line that says the active point. */
import type { ChartModel } from './chart-model.js';
import { enableKeyboard } from './chart-keyboard.js';
import { element } from '../page/dom.js';
import { drawChart, type FigureChart } from './draw-chart.js';
import type { LoadedRun } from '../data/loaded-run.js';
import { pointSentence, pointWords } from './point-words.js';
import type { Series, SeriesPoint } from './series.js';
import { readTheme } from './theme.js';

export interface ChartView {
  readonly roots: readonly HTMLElement[];
  /** Draws a model in place of what was drawn before. */
  draw(model: ChartModel): void;
  destroy(): void;
}

/** @param targets every target of the run, for the colours */
export function chartView(
  whole: ChartModel,
  targets: readonly string[],
  remarks: LoadedRun['remarks'],
): ChartView {
  const canvas = element('canvas', {
    tabindex: '0',
    role: 'img',
    'aria-label':
      `${whole.figure.title}: ${whole.y.title} over ${whole.x.title}. ` +
      'Arrow keys go from point to point. All numbers stand in the table below.',
  });
  const said = element('p', { class: 'said', 'aria-live': 'polite' });
  let model = whole;
  let chart: FigureChart | undefined;
  const words = (series: Series, point: SeriesPoint) => pointWords(model, series, point, remarks);
  enableKeyboard(
    canvas,
    () => chart,
    (active) => {
      const series = active === null ? undefined : model.drawn[active.datasetIndex];
      const point = active === null ? undefined : series?.points[active.index];
      said.textContent = series && point ? pointSentence(words(series, point)) : '';
    },
  );
  return {
    roots: [element('div', { class: 'chart' }, canvas), said],
    draw(next) {
      model = next;
      said.textContent = '';
      chart?.destroy();
      chart = drawChart(canvas, model, { theme: readTheme(), targets, words });
    },
    destroy: () => chart?.destroy(),
  };
}
