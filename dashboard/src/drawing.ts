/** Draws the figures of a run for export: the same model and the same drawing as the page, with title and legend in it. */
import './strict-zod.js';
import { BasicPlatform } from 'chart.js';
import { Context } from 'svgcanvas';
import { publishedRunSchema } from '../published.js';
import { type ChartModel, chartModel } from './chart-model.js';
import { drawChart, type Drawing } from './draw-chart.js';
import { figureTable } from './figure-table.js';
import { targetsOf } from './figure-view.js';
import { type LoadedRun, loadedRun } from './loaded-run.js';
import { pointWords } from './point-words.js';
import { placesOf } from './selection.js';
import { tableCsv } from './table.js';
import { readTheme } from './theme.js';

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

/** Every figure of a published run, absolute, as it is declared. @param text JSON of the published run */
function drawFigures(text: string): DrawnFigure[] {
  const { run, launches } = publishedRunSchema.parse(JSON.parse(text));
  const loaded = loadedRun(run, launches);
  return placesOf(run).flatMap(({ suite, figure }) => {
    if (figure === null) return [];
    const model = chartModel(suite, figure, loaded.cells);
    const drawing = exported(loaded, model);
    return [
      {
        suite: suite.name,
        figure: figure.id,
        png: drawPng(model, drawing),
        svg: drawSvg(model, drawing),
        csv: tableCsv(figureTable(model, loaded.remarks)),
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
  const chart = drawChart(canvas as unknown as HTMLCanvasElement, model, { ...drawing, extra: withRatio(extra, 1) });
  chart.draw();
  const svg = context.getSerializedSvg(true);
  chart.destroy();
  return withStableIds(svg);
}

/** What an exported figure has besides: paper, title, where it was measured, and a legend. */
function exported({ run, launches, remarks }: LoadedRun, model: ChartModel): Drawing {
  const theme = readTheme();
  const { cpu } = run.environment;
  const title = { display: true, align: 'start' as const };
  return {
    theme,
    targets: targetsOf({ run, launches, remarks, cells: [] }),
    words: (series, point) => pointWords(model, series, point, remarks),
    extra: withRatio(
      {
        pluginOptions: {
          title: { ...title, text: model.figure.title, color: theme.ink, font: { size: 19, weight: 'normal' } },
          subtitle: {
            ...title,
            text: `${cpu.model}, ${run.startedAt.slice(0, 10)}; medians over launches, 95 % intervals; hollow: something is known against it`,
            color: theme.muted,
            padding: { bottom: 14 },
          },
          legend: {
            position: 'bottom',
            labels: { color: theme.ink, usePointStyle: true, boxWidth: 9, boxHeight: 9, padding: 16 },
          },
          tooltip: { enabled: false },
        },
      },
      pixelRatio,
    ),
  };
}

function withRatio(extra: NonNullable<Drawing['extra']>, devicePixelRatio: number): NonNullable<Drawing['extra']> {
  return { ...extra, options: { ...extra.options, responsive: false, devicePixelRatio } };
}

/** svgcanvas names clip paths at random; here they are numbered, so that equal data gives equal bytes. */
function withStableIds(svg: string): string {
  const ids = [...new Set([...svg.matchAll(/\bid="([A-Za-z]{12})"/g)].map(([, id = '']) => id))];
  return ids.reduce((text, id, index) => text.replaceAll(id, `clip-${index + 1}`), svg);
}

Object.assign(window, { tuttiDrawFigures: drawFigures });
