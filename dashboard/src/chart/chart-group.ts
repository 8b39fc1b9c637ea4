/** Several charts over the same factor: one legend, one row of controls, and every chart with its own numbers. */
import { element } from '../page/dom.js';
import { keepFocus } from '../page/keep-focus.js';
import type { State } from '../page/state.js';
import type { ViewContext } from '../page/view.js';
import type { ChartModel } from './chart-model.js';
import { type ChartPanel, chartPanel, type PanelOptions } from './chart-panel.js';
import { readingOf } from './chart-words.js';
import { controlsOf } from './controls.js';
import type { Series } from './series.js';

export interface ChartGroup {
  readonly root: HTMLElement;
  /** Draws these in place of those before, for what the state hides. */
  draw(models: readonly ChartModel[], state: State): void;
  destroy(): void;
}

export interface GroupOptions {
  /** Beside each other where there is room, or always one below the other. */
  readonly layout: 'side-by-side' | 'stacked';
  /** Whether a reader can choose what the curves are in units of, and the scale; without it there is the legend alone. */
  readonly controls: boolean;
  /** What is to be known of each chart, besides how it is to be read. */
  readonly note?: string;
  /** The numbers under a chart, where they are other than the points of its curves. */
  readonly numbers?: NonNullable<PanelOptions['numbers']>;
}

export function chartGroup(context: ViewContext, options: GroupOptions): ChartGroup {
  const head = element('div');
  const frame = element('div', { class: options.layout });
  // A panel is kept for each place, so that the keyboard stays on its canvas.
  const panels: ChartPanel[] = [];
  const panelAt = (place: number): ChartPanel => {
    const panel = panels[place] ?? openPanel(context, options);
    if (panels[place] === undefined) {
      panels.push(panel);
      frame.append(panel.root);
    }
    return panel;
  };
  return {
    root: element('div', {}, head, frame),
    draw(models, state) {
      keepFocus(head, () => head.replaceChildren(...headOf(context, models, state, options)));
      for (const [place, model] of models.entries()) {
        const panel = panelAt(place);
        panel.root.hidden = false;
        panel.draw(model, state);
      }
      for (const { root } of panels.slice(models.length)) root.hidden = true;
    },
    destroy() {
      for (const panel of panels) panel.destroy();
    },
  };
}

function openPanel(context: ViewContext, { note, numbers }: GroupOptions): ChartPanel {
  const options = {
    relative: false,
    scale: false,
    numbersOpen: false,
    legend: false,
    ...(numbers && { numbers }),
  };
  const caption = (model: ChartModel) =>
    element('figcaption', {}, readingOf(model), note === undefined ? null : element('p', {}, note));
  return chartPanel(context, caption, options);
}

/** Controls and legend for all of them. */
function headOf(
  context: ViewContext,
  models: readonly ChartModel[],
  state: State,
  { controls: wanted }: GroupOptions,
): HTMLElement[] {
  if (models.length === 0) return [];
  const curves = new Map<string, Series>();
  for (const series of models.flatMap((model) => model.series)) {
    if (!curves.has(series.key)) curves.set(series.key, series);
  }
  const options = { relative: wanted, scale: wanted };
  const controls = controlsOf(
    { id: 'group', series: [...curves.values()] },
    context.targets,
    options,
    (change) => context.choose(change.y === 'log' ? { ...change, y: null } : change),
  );
  controls.show({ relative: state.relative, y: state.y ?? 'log', hidden: state.hidden });
  return wanted ? [controls.bar, controls.legend] : [controls.legend];
}
