/** A chart with all that belongs to it: controls, legend, caption, what cannot be seen in it, its numbers and its files. */
import { element, foldable } from '../page/dom.js';
import { keepFocus } from '../page/keep-focus.js';
import type { State } from '../page/state.js';
import type { ViewContext } from '../page/view.js';
import { chartTable } from '../table/chart-table.js';
import { type ShownTable, shownTable } from '../table/table.js';
import type { ChartModel } from './chart-model.js';
import { type ChartView, chartView } from './chart-view.js';
import { notesOf } from './chart-words.js';
import { controlsOf } from './controls.js';
import { questionOf } from './questioned-point.js';
import { pngButton } from './png-button.js';

/** What a chart lets its reader choose. */
export interface PanelOptions {
  /** Every curve in units of its first value, or as measured. */
  readonly relative: boolean;
  /** Logarithmic or linear. */
  readonly scale: boolean;
  /** Whether the numbers are open from the start. */
  readonly numbersOpen: boolean;
  /** Legend of the curves, with their switches. */
  readonly legend: boolean;
  /** The numbers under the chart, where they are other than the points of its curves. */
  readonly numbers?: (model: ChartModel) => ShownTable;
}

export const usualPanel: PanelOptions = { relative: true, scale: true, numbersOpen: false, legend: true };

export interface ChartPanel {
  readonly root: HTMLElement;
  /** Draws a model in place of what was drawn before, for the hidden curves that the state says. */
  draw(model: ChartModel, state: State): void;
  destroy(): void;
}

/** @param caption how the chart is to be read, under it */
export function chartPanel(
  context: ViewContext,
  caption: (model: ChartModel) => HTMLElement | null,
  options: PanelOptions = usualPanel,
): ChartPanel {
  const heading = element('p', { class: 'chart-title' });
  const bar = element('div', {});
  const chart = chartView(context);
  const legend = element('div', {});
  const below = element('div', { class: 'chart-words' });
  const figure = element('figure', {}, heading, bar, ...chart.roots, legend, below);
  const numbers = numbersOf(context, chart, options);
  const root = element('div', { class: 'chart-panel' }, figure, numbers.root);
  return {
    root,
    draw(model, state) {
      const controls = controlsOf(model, context.targets, options, (change) =>
        context.choose(change.y === model.usualScale ? { ...change, y: null } : change),
      );
      controls.show({
        relative: state.relative,
        y: model.y.scale === 'log' ? 'log' : 'linear',
        hidden: state.hidden,
      });
      keepFocus(root, () => {
        figure.setAttribute('aria-label', model.title);
        heading.textContent = directionOf(model);
        bar.replaceChildren(controls.bar);
        legend.replaceChildren(...(options.legend ? [controls.legend] : []));
        below.replaceChildren(
          ...[caption(model)].filter((part) => part !== null),
          ...notesOf(model).map((words) => element('p', { class: 'note' }, words)),
        );
        chart.draw(model);
        numbers.show(model);
      });
    },
    destroy: () => chart.destroy(),
  };
}

/** The table and the files of a chart. A table of the same numbers stays: it keeps its place, and the reader's in it. */
function numbersOf(context: ViewContext, chart: ChartView, { numbersOpen, numbers }: PanelOptions) {
  const root = foldable('The numbers', numbersOpen);
  const [summary] = root.children;
  let shown = '';
  return {
    root,
    show(model: ChartModel) {
      const { id, title, factor, metric, interval, bar, series } = model;
      const text = JSON.stringify([id, title, factor, metric, interval, bar, series]);
      if (numbers === undefined && text === shown) return;
      shown = text;
      const table = numbers?.(model) ?? shownTable(tableOf(context, model));
      const file = `${context.loaded.run.id}-${id}`;
      const buttons = element(
        'p',
        { class: 'buttons' },
        table.csvButton(`${file}.csv`),
        pngButton(chart, `${file}.png`),
      );
      root.replaceChildren(...(summary ? [summary] : []), buttons, table.root);
    },
  };
}

function tableOf(context: ViewContext, model: ChartModel) {
  return chartTable(model, context.loaded.remarks, questionOf(context, model));
}

/** Metric, unit and direction. */
function directionOf({ metric, y }: ChartModel): string {
  const direction = metric.better === null ? '' : `; ${metric.better} is better`;
  return `${y.title}${direction}`;
}
