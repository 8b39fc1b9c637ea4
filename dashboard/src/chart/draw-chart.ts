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
import type { Axis } from './axis.js';
import type { ChartModel } from './chart-model.js';
import { guides } from './guides.js';
import { exact, short } from './numbers.js';
import { assignSlots, colourOf, dashOf, shapeOf } from './palette.js';
import type { PointWords } from './point-words.js';
import { referenceLabels } from './reference-labels.js';
import type { Series, SeriesPoint } from './series.js';
import type { Theme } from './theme.js';

Chart.register(LineWithErrorBarsController, PointWithErrorBar, LineElement, PointElement);
Chart.register(LinearScale, LogarithmicScale, Tooltip, Legend, Title, SubTitle);

/** A point as the error-bar controller takes it; without yMin and yMax it draws no bar. */
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
    plugins: [...plugins, guides(model, drawing.theme), referenceLabels(model, drawing.theme)],
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
  const slots = assignSlots([...targets, ...model.series.flatMap(({ target }) => target ?? [])]);
  const references = model.series.filter(({ kind }) => kind === 'reference').map(({ key }) => key);
  return model.drawn.map((series) => {
    const data = series.points.map((point) => drawnPoint(point, model.y));
    const shared = { label: series.title, data, spanGaps: false, clip: 8 };
    if (series.kind === 'bound') return { ...shared, ...boundStyle(theme) };
    return series.target === null
      ? { ...shared, ...referenceStyle(theme, references.indexOf(series.key)) }
      : { ...shared, ...measuredStyle(theme, slots.get(series.target) ?? 0, series) };
  });
}

function drawnPoint({ x, y, lo, hi }: SeriesPoint, axis: Axis): DrawnPoint {
  if (y === null || (axis.scale === 'log' && y <= 0)) return { x, y: NaN };
  return lo === null || hi === null ? { x, y } : { x, y, yMin: lo, yMax: hi };
}

/** Ours: in colour, in front; a point with a validity mark is hollow. */
function measuredStyle(theme: Theme, slot: number, { points }: Series) {
  const colour = theme.series[colourOf(slot)] ?? theme.ink;
  const { style, rotation } = shapeOf(slot);
  const fill = points.map(({ validity }) => (validity.length > 0 ? theme.paper : colour));
  return {
    order: 0,
    borderColor: colour,
    borderWidth: 2,
    pointStyle: style,
    rotation,
    // A circle looks larger than the other shapes of the same radius.
    radius: style === 'circle' ? 4 : 5,
    hoverRadius: 7,
    hoverBorderWidth: 2,
    backgroundColor: fill,
    hoverBackgroundColor: fill,
    ...errorBars(colour, 1.5, 8),
  };
}

/** Theirs: grey, dashed, behind. */
function referenceStyle(theme: Theme, index: number) {
  return {
    order: 1,
    borderColor: theme.reference,
    backgroundColor: theme.reference,
    borderWidth: 1.5,
    borderDash: [...dashOf(index)],
    radius: 1.5,
    hoverRadius: 4,
    ...errorBars(theme.reference, 1, 4),
  };
}

/** What the machine allows: a plain line, behind everything. */
function boundStyle(theme: Theme) {
  return {
    order: 2,
    borderColor: theme.muted,
    backgroundColor: theme.muted,
    borderWidth: 1.5,
    radius: 0,
    hoverRadius: 4,
  };
}

function errorBars(colour: string, width: number, whisker: number) {
  return {
    errorBarColor: colour,
    errorBarWhiskerColor: colour,
    errorBarLineWidth: width,
    errorBarWhiskerLineWidth: width,
    errorBarWhiskerSize: whisker,
  };
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

function tooltipOf(model: ChartModel, { theme, words }: Drawing) {
  const wordsOf = (item: { datasetIndex: number; dataIndex: number } | undefined): PointWords => {
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
      title: (items: { datasetIndex: number; dataIndex: number }[]) => wordsOf(items[0]).title,
      label: (item: { datasetIndex: number; dataIndex: number }) => wrapped(wordsOf(item).lines),
    },
  };
}

/** Long words about validity, broken so that they fit a small screen. */
function wrapped(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.match(/.{1,46}(?:\s|$)|\S{46,}/g) ?? [line]);
}
