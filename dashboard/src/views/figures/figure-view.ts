/** A figure: chart, what it shows, and its table. */
import type { Figure } from '../../../../harness/model/figure.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { element } from '../../page/dom.js';
import type { View, ViewContext } from '../../page/view.js';
import { chartPanel, usualPanel } from '../../chart/chart-panel.js';
import { figureChart } from '../../chart/figure-chart.js';
import type { ChartModel } from '../../chart/chart-model.js';
import { assignSlots } from '../../chart/sign/palette.js';
import { swatch } from '../../chart/sign/swatch.js';
import { captionOf } from './figure-words.js';
import { marksOf, readingsOf } from './reading.js';

interface FigurePlace {
  readonly suite: SuiteDeclaration;
  readonly figure: Figure;
}

export function figureView(context: ViewContext, { suite, figure }: FigurePlace): View {
  const { loaded, targets } = context;
  const whole = figureChart(suite, figure, loaded.cells);
  const panel = chartPanel(context, (model) => captionOf(figure, model), usualPanel);
  return {
    root: element('div', { class: 'figure-view' }, panel.root, reading(whole, context, targets)),
    update(state) {
      const { relative, hidden } = state;
      const yScale = state.y ?? figure.y.scale;
      panel.draw(figureChart(suite, figure, loaded.cells, { relative, yScale, hidden }), state);
    },
    destroy: () => panel.destroy(),
  };
}

function reading(model: ChartModel, { loaded }: ViewContext, targets: readonly string[]): HTMLElement {
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
