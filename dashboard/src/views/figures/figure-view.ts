/** A figure on the page: chart, controls, what it shows, and its table. */
import type { Figure } from '../../../../harness/model/figure.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { chartModel, type ChartModel } from '../../chart/chart-model.js';
import { chartView } from '../../chart/chart-view.js';
import { controlsOf } from '../../page/controls.js';
import { element, foldable } from '../../page/dom.js';
import { figureTable } from './figure-table.js';
import { captionOf, notesOf } from './figure-words.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { assignSlots } from '../../chart/palette.js';
import { marksOf, readingsOf } from './reading.js';
import type { State } from '../../page/state.js';
import { swatch } from '../../chart/swatch.js';
import { csvButton, renderTable } from '../../table/table.js';

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
  const controls = controlsOf(whole.series, targets, onChange);
  const chart = chartView(whole, targets, loaded.remarks);
  const notes = element('div', { class: 'notes' });
  return {
    root: element(
      'div',
      { class: 'figure-view' },
      element('figure', {}, controls.bar, ...chart.roots, controls.legend, captionOf(whole)),
      notes,
      reading(whole, loaded, targets),
      tableSection(whole, loaded),
    ),
    update(state) {
      const { relative, hidden } = state;
      const yScale = state.y ?? figure.y.scale;
      const model = chartModel(suite, figure, loaded.cells, { relative, yScale, hidden });
      controls.show({ relative, y: yScale, hidden });
      notes.replaceChildren(...notesOf(model).map((words) => element('p', {}, words)));
      chart.draw(model);
    },
    destroy: () => chart.destroy(),
  };
}

/** Every target that the run knows, so that each keeps its colour whatever is shown. */
export function targetsOf({ run, launches }: Pick<LoadedRun, 'run' | 'launches'>): string[] {
  const named = [...run.targets.map(({ name }) => name), ...launches.map(({ target }) => target)];
  return [...new Set(named)];
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
