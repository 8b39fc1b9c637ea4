/** Draws the figures of a run for export: the same model and the same drawing as the page, with title and legend in it. */
import '../../data/strict-zod.js';
import { BasicPlatform, type LegendItem, type Plugin } from 'chart.js';
import { Context } from 'svgcanvas';
import type { ChartModel } from '../../chart/chart-model.js';
import { figureChart } from '../../chart/figure-chart.js';
import { drawChart, type Drawing } from '../../chart/draw-chart.js';
import { chartTable } from '../../table/chart-table.js';
import { type LoadedRun, targetsOf } from '../../data/loaded-run.js';
import { runOfSummary, runSummarySchema } from '../../data/run-summary.js';
import { assignSlots, colourOf, shapeOf } from '../../chart/sign/palette.js';
import { pointWords } from '../../chart/point-words.js';
import { placesOf } from './places.js';
import { tableCsv } from '../../table/table.js';
import { readTheme, type Theme } from '../../chart/sign/theme.js';

/** One figure, drawn. */
export interface DrawnFigure {
  readonly suite: string;
  readonly figure: string;
  /** A `data:` URL. */
  readonly png: string;
  readonly svg: string;
  readonly csv: string;
}

/** Size in CSS pixels; a pixel of the PNG is half of one. */
const width = 960;
const height = 620;
const pixelRatio = 2;

type Extra = NonNullable<Drawing['extra']>;

/** Every figure of a run, absolute, as it is declared. @param text JSON of the summary of the run */
function drawFigures(text: string): DrawnFigure[] {
  const summary = runSummarySchema.parse(JSON.parse(text));
  const loaded = runOfSummary(summary, { hash: null, launchesOf: () => Promise.resolve([]) });
  return placesOf(loaded).flatMap(({ suite, figure }) => {
    if (figure === null) return [];
    const model = figureChart(suite, figure, loaded.cells);
    const drawing = exported(loaded, model);
    return [
      {
        suite: suite.name,
        figure: figure.id,
        png: drawPng(model, drawing),
        svg: drawSvg(model, drawing),
        csv: tableCsv(chartTable(model, loaded.remarks)),
      },
    ];
  });
}

function drawPng(model: ChartModel, drawing: Drawing): string {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const chart = drawChart(canvas, model, drawing);
  const png = chart.toBase64Image();
  chart.destroy();
  return png;
}

function drawSvg(model: ChartModel, drawing: Drawing): string {
  const context = new Context({ width, height });
  const canvas = { width, height, getContext: () => context };
  const extra = { ...drawing.extra, platform: BasicPlatform };
  // Chart.js takes anything that has a context; its types know canvases only.
  const chart = drawChart(canvas as unknown as HTMLCanvasElement, model, {
    ...drawing,
    extra: withRatio(extra, 1),
  });
  chart.draw();
  const svg = context.getSerializedSvg(true);
  chart.destroy();
  return withStableIds(svg);
}

/** What an exported figure has besides: paper, title, where it was measured, and a legend. */
function exported(loaded: LoadedRun, model: ChartModel): Drawing {
  const theme = readTheme();
  const { run, remarks } = loaded;
  const { cpu } = run.environment;
  const targets = targetsOf(loaded);
  const generateLabels = () => legendOf(model, theme, targets);
  const title = { display: true, align: 'start' as const };
  return {
    theme,
    targets,
    words: (series, point) => pointWords(model, series, point, remarks),
    extra: withRatio(
      {
        plugins: [paper(theme)],
        pluginOptions: {
          title: {
            ...title,
            text: model.title,
            color: theme.ink,
            font: { size: 19, weight: 'normal' },
          },
          subtitle: {
            ...title,
            text: `${cpu.model}, ${run.startedAt.slice(0, 10)}; medians over launches, 95 % intervals; hollow: something is known against it`,
            color: theme.muted,
            padding: { bottom: 14 },
          },
          legend: {
            position: 'bottom',
            labels: { usePointStyle: true, boxHeight: 8, padding: 18, generateLabels },
          },
          tooltip: { enabled: false },
        },
      },
      pixelRatio,
    ),
  };
}

function withRatio(extra: Extra, devicePixelRatio: number): Extra {
  const layout = { padding: { top: 16, right: 24, bottom: 16, left: 24 } };
  // A `segment` keeps Chart.js from drawing lines as cached Path2D objects, which svgcanvas cannot record.
  const datasets = { lineWithErrorBars: { segment: {} } };
  return { ...extra, options: { ...extra.options, responsive: false, devicePixelRatio, layout, datasets } };
}

/** Paper behind the drawing: without it a dark viewer shows dark ink on dark ground. */
function paper(theme: Theme): Plugin<'lineWithErrorBars'> {
  return {
    id: 'paper',
    beforeDraw({ ctx, width: across, height: down }) {
      ctx.save();
      ctx.fillStyle = theme.paper;
      ctx.fillRect(0, 0, across, down);
      ctx.restore();
    },
  };
}

/** The measured curves; a published one has its name at its end. */
function legendOf({ drawn }: ChartModel, theme: Theme, targets: readonly string[]): LegendItem[] {
  const slots = assignSlots(targets);
  return drawn.flatMap(({ title, target }, datasetIndex) => {
    if (target === null) return [];
    const slot = slots.get(target) ?? 0;
    const { style, rotation } = shapeOf(slot);
    const colour = theme.series[colourOf(slot)] ?? theme.ink;
    const sign = {
      pointStyle: style,
      rotation,
      fillStyle: colour,
      strokeStyle: colour,
      fontColor: theme.ink,
    };
    return [{ text: title, datasetIndex, ...sign }];
  });
}

/** svgcanvas names clip paths at random; here they are numbered, so that equal data gives equal bytes. */
function withStableIds(svg: string): string {
  const ids = [...new Set([...svg.matchAll(/\bid="([A-Za-z]{12})"/g)].map(([, id = '']) => id))];
  return ids.reduce((text, id, index) => text.replaceAll(id, `clip-${index + 1}`), svg);
}

Object.assign(window, { tuttiDrawFigures: drawFigures });
