/** Several charts over the same factor: one legend, one row of controls, and every chart with its own numbers. */
import { element } from '../page/dom.js';
import { keepFocus } from '../page/keep-focus.js';
import type { State } from '../page/state.js';
import type { ViewContext } from '../page/view.js';
import type { ChartModel } from './chart-model.js';
import { type ChartPanel, chartPanel } from './chart-panel.js';
import { readingOf } from './chart-words.js';
import { controlsOf } from './controls.js';
import type { Series } from './series.js';

export interface ChartGroup {
  readonly root: HTMLElement;
  /** Draws these in place of those before, for what the state hides. */
  draw(models: readonly ChartModel[], state: State): void;
  destroy(): void;
}

/** @param layout beside each other where there is room, or always one below the other */
export function chartGroup(context: ViewContext, layout: 'side-by-side' | 'stacked'): ChartGroup {
  const head = element('div');
  const frame = element('div', { class: layout });
  // A panel is kept for each place, so that the keyboard stays on its canvas.
  const panels: ChartPanel[] = [];
  const panelAt = (place: number): ChartPanel => {
    const panel = panels[place] ?? openPanel(context);
    if (panels[place] === undefined) {
      panels.push(panel);
      frame.append(panel.root);
    }
    return panel;
  };
  return {
    root: element('div', {}, head, frame),
    draw(models, state) {
      keepFocus(head, () => head.replaceChildren(...headOf(context, models, state)));
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

function openPanel(context: ViewContext): ChartPanel {
  const options = { relative: false, scale: false, numbersOpen: false, legend: false };
  return chartPanel(context, (model) => element('figcaption', {}, readingOf(model)), options);
}

/** Controls and legend for all of them. */
function headOf(context: ViewContext, models: readonly ChartModel[], state: State): HTMLElement[] {
  if (models.length === 0) return [];
  const curves = new Map<string, Series>();
  for (const series of models.flatMap((model) => model.series)) {
    if (!curves.has(series.key)) curves.set(series.key, series);
  }
  const options = { relative: true, scale: true };
  const controls = controlsOf(
    { id: 'group', series: [...curves.values()] },
    context.targets,
    options,
    (change) => context.choose(change.y === 'log' ? { ...change, y: null } : change),
  );
  controls.show({ relative: state.relative, y: state.y ?? 'log', hidden: state.hidden });
  return [controls.bar, controls.legend];
}
