/** The chart on the page: its canvas, its keyboard, and the line that says the active point. */
import { element } from '../page/dom.js';
import type { ViewContext } from '../page/view.js';
import { enableKeyboard } from './chart-keyboard.js';
import type { ChartModel } from './chart-model.js';
import { drawChart, type FigureChart } from './draw-chart.js';
import { pointSentence, pointWords } from './point-words.js';
import { questionOf } from './questioned-point.js';
import type { Series, SeriesPoint } from './series.js';
import { readTheme } from './theme.js';

export interface ChartView {
  readonly roots: readonly HTMLElement[];
  /** Draws a model in place of what was drawn before. */
  draw(model: ChartModel): void;
  /** What is drawn, as a `data:` address; null when nothing is. */
  png(): string | null;
  destroy(): void;
}

export function chartView(context: ViewContext): ChartView {
  const canvas = element('canvas', { tabindex: '0', role: 'img' });
  const said = element('p', { class: 'said', 'aria-live': 'polite' });
  let model: ChartModel | undefined;
  let chart: FigureChart | undefined;
  const at = (place: { datasetIndex: number; index: number } | null) => {
    const series = place === null ? undefined : model?.drawn[place.datasetIndex];
    const point = place === null ? undefined : series?.points[place.index];
    return model && series && point ? { model, series, point } : null;
  };
  enableKeyboard(
    canvas,
    () => chart,
    (active) => {
      const found = at(active);
      said.textContent =
        found === null
          ? ''
          : pointSentence(pointWords(found.model, found.series, found.point, context.loaded.remarks));
    },
    (active) => {
      const found = at(active);
      if (found !== null) questionOf(context, found.model)(found.point)?.();
    },
  );
  return {
    roots: [element('div', { class: 'chart' }, canvas), said],
    draw(next) {
      model = next;
      said.textContent = '';
      canvas.setAttribute(
        'aria-label',
        `${next.title}: ${next.y.title} over ${next.x.title}. Arrow keys go from point to point, Enter opens the ` +
          'launches behind one. All numbers stand in the table below.',
      );
      chart?.destroy();
      chart = drawChart(canvas, next, {
        theme: readTheme(),
        targets: context.targets,
        words: (series: Series, point: SeriesPoint) =>
          pointWords(next, series, point, context.loaded.remarks),
      });
    },
    png: () => chart?.toBase64Image() ?? null,
    destroy: () => chart?.destroy(),
  };
}
