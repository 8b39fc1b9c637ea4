/** The drawing on the canvas of a chart: one model at a time, drawn when it is near the screen. */
import type { ViewContext } from '../page/view.js';
import type { ChartModel } from './chart-model.js';
import { drawChart, type FigureChart } from './draw-chart.js';
import { pointWords } from './point-words.js';
import type { Series, SeriesPoint } from './series.js';
import { readTheme } from './sign/theme.js';
import { type Waiting, whenNear } from './when-near.js';

/** A point of the model that is drawn. */
export interface DrawnAt {
  readonly model: ChartModel;
  readonly series: Series;
  readonly point: SeriesPoint;
}

export class CanvasChart {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: ViewContext;
  #model: ChartModel | undefined;
  #chart: FigureChart | undefined;
  #waiting: Waiting | undefined;

  constructor(canvas: HTMLCanvasElement, context: ViewContext) {
    this.#canvas = canvas;
    this.#context = context;
  }

  /** What is drawn now. */
  get chart(): FigureChart | undefined {
    return this.#chart;
  }

  /** Draws a model in place of what was drawn before. */
  draw(model: ChartModel): void {
    this.destroy();
    this.#model = model;
    this.#waiting = whenNear(this.#canvas, () => {
      this.#chart = drawOn(this.#canvas, this.#context, model);
    });
  }

  /** The point at a place of the drawing; null when there is none. */
  at(place: { readonly datasetIndex: number; readonly index: number } | null): DrawnAt | null {
    const model = this.#model;
    const series = place === null ? undefined : model?.drawn[place.datasetIndex];
    const point = place === null ? undefined : series?.points[place.index];
    return model && series && point ? { model, series, point } : null;
  }

  /** The drawing as a `data:` address; what waits is drawn for it. */
  png(): string | null {
    this.#waiting?.now();
    return this.#chart?.toBase64Image() ?? null;
  }

  destroy(): void {
    this.#waiting?.cancel();
    this.#chart?.destroy();
    this.#chart = undefined;
  }
}

function drawOn(canvas: HTMLCanvasElement, context: ViewContext, model: ChartModel): FigureChart {
  const onHover = (_: unknown, hit: readonly { datasetIndex: number; index: number }[]) => {
    const [first] = hit;
    const cell = first && model.drawn[first.datasetIndex]?.points[first.index]?.cell;
    canvas.classList.toggle('questionable', typeof cell === 'string');
  };
  return drawChart(canvas, model, {
    theme: readTheme(),
    targets: context.targets,
    words: (series, point) => pointWords(model, series, point, context.loaded.remarks),
    extra: { options: { onHover } },
  });
}
