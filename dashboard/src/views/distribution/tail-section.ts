/** The second part of the distribution view: the tail of the response times, and what became of the requests. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import { pointKey } from '../../../../harness/model/point.js';
import { type ChartPanel, chartPanel } from '../../chart/chart-panel.js';
import type { ChartModel } from '../../chart/chart-model.js';
import { readingOf } from '../../chart/chart-words.js';
import { percentilesOf } from '../../data/percentiles.js';
import { element, foldable } from '../../page/dom.js';
import { fullPoint, type Selection } from '../../page/selection.js';
import type { State } from '../../page/state.js';
import type { ViewContext } from '../../page/view.js';
import { csvButton, renderTable } from '../../table/table.js';
import { percentileCharts } from './percentile-chart.js';
import { requestRows, requestTable } from './request-table.js';

export interface TailSection {
  readonly root: HTMLElement;
  /** @param launches of the suite that is selected */
  draw(state: State, selection: Selection, launches: readonly LaunchRecord[]): void;
  destroy(): void;
}

/** What stays on the page while the suite is the same, so that the keyboard stays where it is. */
interface Kept {
  readonly suite: string;
  readonly parts: readonly PercentilePart[];
  readonly requests: HTMLElement;
}

interface PercentilePart {
  readonly panel: ChartPanel;
  /** What is said instead, where nothing of it was recorded. */
  readonly missing: HTMLElement;
}

/** Empty for a suite that declares no percentiles. */
export function tailSection(context: ViewContext): TailSection {
  const root = element('section', { class: 'tail' });
  let kept: Kept | null = null;
  const destroy = () => {
    for (const { panel } of kept?.parts ?? []) panel.destroy();
    kept = null;
  };
  const open = (selection: Selection): Kept => {
    destroy();
    const parts = percentilesOf(selection.suite).map(({ of }, index) => partOf(context, of, index === 0));
    const absences = parts.map(({ missing }) => missing);
    const requests = element('div');
    root.replaceChildren(
      ...(parts.length === 0
        ? absent(selection)
        : [
            ...introduction(),
            element('div', { class: 'side-by-side' }, ...parts.map(({ panel }) => panel.root)),
            ...absences,
            requests,
          ]),
    );
    return { suite: selection.suite.name, parts, requests };
  };
  return {
    root,
    destroy,
    draw(state, selection, launches) {
      if (kept?.suite !== selection.suite.name) kept = open(selection);
      const charts = chartsOf(context, state, selection);
      for (const [index, part] of kept.parts.entries()) drawPart(part, charts[index], state);
      if (kept.parts.length > 0) {
        kept.requests.replaceChildren(requestsPart(context, state, selection, launches));
      }
    },
  };
}

function partOf(context: ViewContext, of: string, legend: boolean): PercentilePart {
  const options = { relative: false, scale: false, numbersOpen: false, legend };
  const missing = element('p', { class: 'absent' }, `${of}: not recorded at this point.`);
  return { panel: chartPanel(context, captionOf, options), missing };
}

function chartsOf({ loaded }: ViewContext, { y, hidden }: State, { suite, point }: Selection): ChartModel[] {
  const options = { point, yScale: y ?? ('log' as const), hidden };
  return percentileCharts(suite, percentilesOf(suite), loaded.cells, options);
}

function drawPart({ panel, missing }: PercentilePart, model: ChartModel | undefined, state: State): void {
  const isMissing = !model?.series.some(({ points }) => points.some(({ y }) => y !== null));
  missing.hidden = !isMissing;
  panel.root.hidden = isMissing;
  if (model !== undefined && !isMissing) panel.draw(model, state);
}

function captionOf(model: ChartModel): HTMLElement {
  return element(
    'figcaption',
    {},
    readingOf(model),
    element(
      'p',
      {},
      'Only these percentiles were recorded, launch by launch: a point is the median of that percentile over launches, and the ' +
        'lines between points only lead the eye. A launch that had too few responses for a percentile did not give it: where ' +
        'only the faster launches did, a curve may fall.',
    ),
  );
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

function requestsPart(
  { loaded }: ViewContext,
  { hidden }: State,
  { suite, point }: Selection,
  launches: readonly LaunchRecord[],
): HTMLElement {
  const here = launches.filter((launch) => pointKey(fullPoint(suite, launch.point)) === pointKey(point));
  const targets = [...new Set(here.map(({ target }) => target))]
    .filter((target) => !hidden.has(target))
    .sort();
  const rows = requestRows(here, targets);
  const table = requestTable(rows);
  const failed = rows.filter(
    ({ failures, failedLaunches }) =>
      failedLaunches > 0 || Object.values(failures).some((number) => number > 0),
  );
  const words =
    failed.length === 0
      ? 'Every request of every launch here was answered rightly.'
      : `Something failed of ${failed.map(({ target }) => target).join(', ')}: a time counts only what was answered.`;
  return foldable(
    'Requests behind these times',
    failed.length > 0,
    element('p', {}, words),
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
