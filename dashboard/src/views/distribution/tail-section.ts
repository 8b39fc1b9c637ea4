/** The second part of the distribution view: the tail of the response times, and what became of the requests. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import { chartGroup } from '../../chart/chart-group.js';
import type { ChartModel } from '../../chart/chart-model.js';
import { questionOf } from '../../chart/questioned-point.js';
import { percentilesOf } from '../../data/percentiles.js';
import { element, foldable, refill } from '../../page/dom.js';
import { isAtPoint, type Selection } from '../../page/selection.js';
import type { State } from '../../page/state.js';
import type { ViewContext } from '../../page/view.js';
import { csvButton, renderTable, shownTable } from '../../table/table.js';
import { percentileCharts } from './percentile-chart.js';
import { percentileTable } from './percentile-table.js';
import { requestRows, requestTable, requestWords } from './request-table.js';

export interface TailSection {
  readonly root: HTMLElement;
  /** @param launches of the suite that is selected */
  draw(state: State, selection: Selection, launches: readonly LaunchRecord[]): void;
  destroy(): void;
}

/** Empty for a suite that declares no percentiles. */
export function tailSection(context: ViewContext): TailSection {
  const charts = chartGroup(context, {
    layout: 'side-by-side',
    controls: false,
    note: recorded,
    numbers: (model) =>
      shownTable(percentileTable(model, context.loaded.remarks, questionOf(context, model))),
  });
  const missing = element('div');
  const requests = foldable('Requests behind these times', false);
  const some = element('div', {}, ...introduction(), charts.root, missing, requests);
  const root = element('section', { class: 'tail' });
  return {
    root,
    destroy: () => charts.destroy(),
    draw(state, selection, launches) {
      if (percentilesOf(selection.suite).length === 0) {
        root.replaceChildren(...absent(selection));
        return;
      }
      if (some.parentElement === null) root.replaceChildren(some);
      const models = chartsOf(context, state, selection);
      charts.draw(models.filter(hasValue), state);
      missing.replaceChildren(
        ...models
          .filter((model) => !hasValue(model))
          .map(({ metric }) =>
            element('p', { class: 'absent' }, `${metric.title}: not recorded at this point.`),
          ),
      );
      drawRequests(context, state, selection, launches, requests);
    },
  };
}

const recorded =
  'Only these percentiles were recorded, launch by launch: a point is the median of that percentile over launches, and the ' +
  'lines between points only lead the eye. A launch that had too few responses for a percentile did not give it: where ' +
  'only the faster launches did, a curve may fall.';

function hasValue({ series }: ChartModel): boolean {
  return series.some(({ points }) => points.some(({ y }) => y !== null));
}

function chartsOf({ loaded }: ViewContext, { y, hidden }: State, { suite, point }: Selection): ChartModel[] {
  const options = { point, yScale: y ?? ('log' as const), hidden };
  return percentileCharts(suite, percentilesOf(suite), loaded.cells, options);
}

function introduction(): HTMLElement[] {
  return [
    element('h2', {}, 'How long is the tail?'),
    element(
      'p',
      {},
      'In an open loop a response time counts from when the request was due: waiting behind a slow answer is in it. ' +
        'Counted from the real start, which leaves that waiting out, it is shown by itself. In a closed loop nothing is ' +
        'due before it is sent, and only the first is recorded.',
    ),
  ];
}

function drawRequests(
  { loaded }: ViewContext,
  { hidden }: State,
  { suite, point }: Selection,
  launches: readonly LaunchRecord[],
  part: HTMLDetailsElement,
): void {
  const here = launches.filter(isAtPoint(suite, point));
  const rows = requestRows(here, [...new Set(here.map(({ target }) => target))].sort());
  const table = requestTable(rows.filter(({ target }) => !hidden.has(target)));
  refill(
    part,
    element('p', {}, requestWords(rows)),
    element('p', { class: 'buttons' }, csvButton(table, `${loaded.run.id}-${suite.name}-requests.csv`)),
    renderTable(table),
  );
}

/** Of a suite with a load generator it is said that there are none; others have no responses. */
function absent({ suite }: Selection): HTMLElement[] {
  if (suite.load === undefined) return [];
  return [
    element('h2', {}, 'How long is the tail?'),
    element('p', { class: 'absent' }, 'This run does not say which of its metrics are percentiles.'),
  ];
}
