/** Draws a chart model with Chart.js: on the page's canvas, and on whatever an exported figure is drawn on. */
import {
  type ChartConfiguration,
  type ChartDataset,
  type ChartOptions as ChartJsOptions,
  Chart,
  Legend,
  LinearScale,
  LineElement,
  LogarithmicScale,
  PointElement,
  SubTitle,
  Title,
  Tooltip,
} from 'chart.js';
import { LineWithErrorBarsController, PointWithErrorBar } from 'chartjs-chart-error-bars';
import type { Axis } from './axis/axis.js';
import type { ChartModel } from './chart-model.js';
import { curveStyles, isDense } from './sign/curve-style.js';
import { denseCurves } from './dense-curves.js';
import { guides } from './guide/guides.js';
import { exact, short } from './numbers.js';
import type { PointWords } from './point-words.js';
import { referenceLabels } from './guide/reference-labels.js';
import type { Series, SeriesPoint } from './series.js';
import type { Theme } from './sign/theme.js';

Chart.register(LineWithErrorBarsController, PointWithErrorBar, LineElement, PointElement);
Chart.register(LinearScale, LogarithmicScale, Tooltip, Legend, Title, SubTitle);

/** A point as the error-bar controller takes it; without yMin and yMax it draws no bar: a dense curve has a band. */
export interface DrawnPoint {
  readonly x: number;
  /** NaN where nothing was measured: the curve has a gap there. */
  readonly y: number;
  readonly yMin?: number;
  readonly yMax?: number;
}

export type FigureChart = Chart<'lineWithErrorBars', DrawnPoint[]>;

/** What a drawing is made with. */
export interface Drawing {
  readonly theme: Theme;
  /** Every target of the run: what is hidden keeps its colour for itself. */
  readonly targets: readonly string[];
  /** Words of a point for its tooltip. */
  readonly words: (series: Series, point: SeriesPoint) => PointWords;
  /** Further configuration: the exported figures add title and legend. */
  readonly extra?: Partial<ChartConfiguration<'lineWithErrorBars', DrawnPoint[]>> & {
    readonly pluginOptions?: ChartJsOptions<'lineWithErrorBars'>['plugins'];
  };
}

/** Draws; the caller destroys what comes back before it draws again. */
export function drawChart(
  item: ConstructorParameters<typeof Chart>[0],
  model: ChartModel,
  drawing: Drawing,
): FigureChart {
  const { pluginOptions, plugins = [], ...extra } = drawing.extra ?? {};
  return new Chart<'lineWithErrorBars', DrawnPoint[]>(item, {
    type: 'lineWithErrorBars',
    data: { datasets: datasetsOf(model, drawing) },
    plugins: [
      ...plugins,
      guides(model, drawing.theme),
      denseCurves(model, drawing.theme),
      referenceLabels(model, drawing.theme),
    ],
    ...extra,
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      normalized: true,
      parsing: false,
      font: { family: drawing.theme.font, size: 13 },
      color: drawing.theme.ink,
      layout: { padding: { top: 8, right: 16 } },
      interaction: { mode: 'nearest', intersect: false, axis: 'xy' },
      scales: {
        x: scaleOf(model.x, drawing.theme, exact),
        y: { ...scaleOf(model.y, drawing.theme, short), afterFit: atLeastAsWide },
      },
      ...extra.options,
      plugins: {
        legend: { display: false },
        tooltip: tooltipOf(model, drawing),
        ...pluginOptions,
      },
    },
  });
}

/** Room for the numbers of nearly every axis, so that charts below each other begin at the same place. In CSS pixels. */
const roomForNumbers = 72;

function atLeastAsWide(scale: { width: number }): void {
  scale.width = Math.max(scale.width, roomForNumbers);
}

type Dataset = ChartDataset<'lineWithErrorBars', DrawnPoint[]>;

/** One dataset for each drawn curve, in the order of the model. */
export function datasetsOf(
  model: ChartModel,
  { theme, targets }: Pick<Drawing, 'theme' | 'targets'>,
): Dataset[] {
  const styleOf = curveStyles(model, theme, targets);
  return model.drawn.map((series) => {
    const hasBars = !isDense(series);
    const data = series.points.map((point) => drawnPoint(point, model.y, hasBars));
    return { label: series.title, data, spanGaps: false, clip: 8, ...styleOf(series) };
  });
}

function drawnPoint({ x, y, lo, hi }: SeriesPoint, axis: Axis, hasBars: boolean): DrawnPoint {
  if (y === null || (axis.scale === 'log' && y <= 0)) return { x, y: NaN };
  return !hasBars || lo === null || hi === null ? { x, y } : { x, y, yMin: lo, yMax: hi };
}

/** @param usual how a tick is written where the axis does not say it */
function scaleOf(axis: Axis, theme: Theme, usual: (value: number) => string) {
  const words = axis.words ?? usual;
  return {
    type: axis.scale === 'log' ? ('logarithmic' as const) : ('linear' as const),
    min: axis.min,
    max: axis.max,
    title: { display: true, text: axis.title, color: theme.muted },
    grid: { color: theme.rule, drawTicks: false },
    border: { color: theme.muted },
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = axis.ticks.map((value) => ({ value }));
    },
    ticks: {
      color: theme.muted,
      padding: 6,
      maxRotation: 0,
      autoSkipPadding: 12,
      callback: (value: string | number) => words(Number(value)),
    },
  };
}

/** What Chart.js tells of a point in a tooltip. */
interface Item {
  readonly chart: Chart;
  readonly datasetIndex: number;
  readonly dataIndex: number;
}

function tooltipOf(model: ChartModel, { theme, words }: Drawing) {
  const wordsOf = (item: Item | undefined): PointWords => {
    const series = item && model.drawn[item.datasetIndex];
    const point = item && series?.points[item.dataIndex];
    return series && point ? words(series, point) : { title: '', lines: [] };
  };
  return {
    backgroundColor: theme.ink,
    titleColor: theme.paper,
    bodyColor: theme.paper,
    padding: 10,
    cornerRadius: 3,
    displayColors: false,
    callbacks: {
      title: (items: Item[]) => wrapped([wordsOf(items[0]).title], items[0]),
      label: (item: Item) => wrapped(wordsOf(item).lines, item),
    },
  };
}

/** Long words broken into lines, so that the tooltip fits its chart. */
function wrapped(lines: readonly string[], item: Item | undefined): string[] {
  // A letter is 7 pixels wide at most, one with another; the frame takes 40.
  const fitting = Math.floor(((item?.chart.width ?? 0) - 40) / 7);
  const most = Math.min(Math.max(fitting, 20), 60);
  return lines.flatMap((line) => line.match(new RegExp(`.{1,${most}}(?:\\s|$)|\\S{${most}}`, 'g')) ?? [line]);
}
