/** A figure on the page: chart, controls, what it shows, and its table. */
import type { Figure, Reference } from '../../harness/model/figure.js';
import type { SuiteDeclaration } from '../../harness/model/suite.js';
import { chartModel, type ChartModel } from './chart-model.js';
import { enableKeyboard } from './chart-keyboard.js';
import { controlsOf } from './controls.js';
import { element, foldable } from './dom.js';
import { drawChart, type FigureChart } from './draw-chart.js';
import { figureTable } from './figure-table.js';
import type { LoadedRun } from './loaded-run.js';
import { count } from './numbers.js';
import { assignSlots } from './palette.js';
import { pointSentence, pointWords } from './point-words.js';
import { marksOf, readingsOf } from './reading.js';
import type { State } from './state.js';
import { swatch } from './swatch.js';
import { csvButton, renderTable } from './table.js';
import { readTheme } from './theme.js';

/** A view on the page, drawn anew for every state. */
export interface View {
  readonly root: HTMLElement;
  /** Draws for this state; also called when the theme has changed. */
  update(state: State): void;
  destroy(): void;
}

/** @param onChange called with what the reader changed */
export function figureView(
  loaded: LoadedRun,
  suite: SuiteDeclaration,
  figure: Figure,
  onChange: (change: Partial<State>) => void,
): View {
  const targets = targetsOf(loaded);
  const whole = chartModel(suite, figure, loaded.cells);
  const canvas = element('canvas', {
    tabindex: '0',
    role: 'img',
    'aria-label': `${figure.title}: ${whole.y.title} over ${whole.x.title}. Arrow keys go from point to point. All numbers stand in the table below.`,
  });
  const said = element('p', { class: 'said', 'aria-live': 'polite' });
  const notes = element('div', { class: 'notes' });
  const controls = controlsOf(whole.series, targets, onChange);
  let model = whole;
  let chart: FigureChart | undefined;
  enableKeyboard(
    canvas,
    () => chart,
    (active) => {
      const series = active === null ? undefined : model.drawn[active.datasetIndex];
      const point = active === null ? undefined : series?.points[active.index];
      said.textContent =
        series && point ? pointSentence(pointWords(model, series, point, loaded.remarks)) : '';
    },
  );
  return {
    root: element(
      'div',
      { class: 'figure-view' },
      element(
        'figure',
        {},
        controls.bar,
        element('div', { class: 'chart' }, canvas),
        said,
        controls.legend,
        caption(whole),
      ),
      notes,
      reading(whole, loaded, targets),
      tableSection(whole, loaded),
    ),
    update(state) {
      const { relative, hidden } = state;
      const yScale = state.y ?? figure.y.scale;
      model = chartModel(suite, figure, loaded.cells, { relative, yScale, hidden });
      controls.show({ relative, y: yScale, hidden });
      notes.replaceChildren(...notesOf(model).map((words) => element('p', {}, words)));
      chart?.destroy();
      const words = (series: ChartModel['series'][number], point: (typeof series.points)[number]) =>
        pointWords(model, series, point, loaded.remarks);
      chart = drawChart(canvas, model, { theme: readTheme(), targets, words });
    },
    destroy: () => chart?.destroy(),
  };
}

/** Every target that the run knows, so that each keeps its colour whatever is shown. */
export function targetsOf({ run, launches }: Pick<LoadedRun, 'run' | 'launches'>): string[] {
  const named = [...run.targets.map(({ name }) => name), ...launches.map(({ target }) => target)];
  return [...new Set(named)];
}

function caption({ figure, metric, series }: ChartModel): HTMLElement {
  const few = series.some(({ points }) =>
    points.some(({ validity }) => validity.includes('too-few-launches')),
  );
  return element(
    'figcaption',
    {},
    element(
      'p',
      {},
      `${metric.better === 'higher' ? 'Higher' : 'Lower'} is better. Points are medians over launches, bars their exact 95 % intervals` +
        `${few ? ' (none below 6 launches)' : ''}; a hollow point has something known against it.`,
    ),
    figure.reference === undefined ? null : element('p', {}, referenceWords(figure.reference)),
  );
}

function referenceWords({ source, note, bar, label }: Reference): string {
  return `Dashed: ${label}, as published. ${ended(source)} ${ended(note)} Their bars: ${ended(bar)}`;
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** What cannot be seen in the chart as it is drawn now. */
function notesOf({ figure, series, drawn, undrawable, relative }: ChartModel): string[] {
  const notes: string[] = [];
  if (!series.some(({ kind, points }) => kind === 'measured' && points.some(({ y }) => y !== null))) {
    const held = Object.entries(figure.fixed).map(([name, value]) => `${name} = ${value}`);
    notes.push(`This run measured nothing for this figure${held.length > 0 ? ` (${held.join(', ')})` : ''}.`);
  }
  if (drawn.length === 0) notes.push('Every curve is hidden: choose some under “Curves shown”.');
  if (undrawable > 0) {
    notes.push(
      `${count(undrawable, 'value')} not above zero cannot be drawn on a logarithmic axis; see the table, or the linear axis.`,
    );
  }
  if (relative)
    notes.push(
      'Every curve is divided by its own first value, its intervals by the same number: compare shapes here, not heights.',
    );
  return notes;
}

function reading(model: ChartModel, loaded: LoadedRun, targets: readonly string[]): HTMLElement {
  const slots = assignSlots(targets);
  const references = model.series.filter(({ kind }) => kind === 'reference');
  const items = readingsOf(model, loaded.remarks).map(({ series, sentences }) => {
    const place = series.target === null ? references.indexOf(series) : (slots.get(series.target) ?? 0);
    return element(
      'li',
      {},
      swatch(series.kind, place),
      element('b', {}, series.title),
      `: ${sentences.join(' ')}`,
    );
  });
  const marks = marksOf(model);
  return element(
    'section',
    { class: 'reading' },
    element('h2', {}, 'What it shows'),
    element('ul', {}, ...items),
    marks === null ? null : element('p', { class: 'marks' }, marks),
  );
}

function tableSection(model: ChartModel, loaded: LoadedRun): HTMLElement {
  const table = figureTable(model, loaded.remarks);
  const file = `${loaded.run.id}-${model.figure.id}.csv`;
  return foldable('The numbers', true, csvButton(table, file), renderTable(table));
}
