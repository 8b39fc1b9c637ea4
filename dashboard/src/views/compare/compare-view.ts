/** Every target against one of them: ratios along the swept factor, and their mean over it. */
import type { Floor } from '../../../../harness/model/qualification.js';
import { type ChartPanel, chartPanel } from '../../chart/chart-panel.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { element } from '../../page/dom.js';
import { atOf, type Selection, selectionOf } from '../../page/selection.js';
import { selectionBar } from '../../page/selection-bar.js';
import type { OpenView, ViewContext } from '../../page/view.js';
import { csvButton, renderTable, type ShownTable, shownTable } from '../../table/table.js';
import { columnWords } from '../../comparison/comparison-columns.js';
import { baselineOf } from './baseline.js';
import { captionOf, leadOf } from './compare-words.js';
import { overallRatio } from './overall-ratio.js';
import { type OverallRow, overallTable } from './overall-table.js';
import { ratioChart } from './ratio-chart.js';
import { type OpenCell, ratioTable } from './ratio-table.js';
import { type Ratios, ratiosOf } from './ratios.js';

export const openCompare: OpenView = (context) => {
  const compared = comparisonsOf(context.loaded);
  const bar = element('div');
  const lead = element('p', { class: 'lead' });
  const overall = element('section', { class: 'overall' });
  const means = meansOver(context.loaded.run.plan.seed);
  let shown: Ratios | null = null;
  /** Whose means are on the page. */
  let meansOf: Ratios | null = null;
  const panel = panelOf(context, () => shown);
  const root = element('div', { class: 'compare' });
  let turn = 0;
  return {
    root,
    async update(state) {
      const mine = ++turn;
      const selection = selectionOf(context.loaded, state);
      const baseline = selection && baselineOf(selection, context.loaded.cells, state.base);
      if (selection === null || baseline === null) {
        bar.replaceChildren(selectionBar(context, state, { suite: true, metric: true, point: true }));
        root.replaceChildren(
          bar,
          element('p', {}, 'This run measured nothing of this that could be compared.'),
        );
        return;
      }
      context.say([...selection.notices, ...baseline.notices]);
      const next = await compared(selection, baseline.target);
      if (mine !== turn) return;
      const parts = { suite: true, metric: true, point: true, swept: true, base: baseline.target };
      bar.replaceChildren(selectionBar(context, state, parts));
      lead.replaceChildren(leadOf(selection, baseline));
      shown = next;
      if (!root.contains(panel.root)) root.replaceChildren(bar, lead, panel.root, overall);
      panel.draw(ratioChart(next, floorOf(context, next), state.hidden), state);
      if (meansOf === next) return;
      meansOf = null;
      overall.replaceChildren(computing());
      const rows = await means(next, () => mine !== turn);
      if (rows === null) return;
      meansOf = next;
      overall.replaceChildren(...overallParts(context, next, rows));
    },
    destroy: () => panel.destroy(),
  };
};

/** The chart with the table of the ratios. @param shownNow what is drawn: asked for while it is drawn */
function panelOf(context: ViewContext, shownNow: () => Ratios | null): ChartPanel {
  let made: { readonly of: Ratios; readonly table: ShownTable } | null = null;
  return chartPanel(context, (model) => captionOf(model, floorOf(context, theShown(shownNow()))), {
    relative: false,
    scale: false,
    numbersOpen: false,
    legend: true,
    numbers: () => {
      const shown = theShown(shownNow());
      if (made?.of !== shown) made = { of: shown, table: numbersOf(context, shown) };
      return made.table;
    },
  });
}

function numbersOf(context: ViewContext, shown: Ratios): ShownTable {
  const table = shownTable(ratioTable(shown, floorOf(context, shown), openerOf(context, shown)));
  return { ...table, root: element('div', {}, table.root, element('p', { class: 'quiet' }, columnWords)) };
}

function computing(): HTMLElement {
  return element('p', { class: 'quiet' }, 'The means over the sweep are being computed.');
}

/** Compares each sweep once: to hide a curve is to draw, not to compute. */
function comparisonsOf(loaded: LoadedRun): (selection: Selection, baseline: string) => Promise<Ratios> {
  const known = new Map<string, Promise<Ratios>>();
  return (selection, baseline) => {
    const { suite, metric, swept, point } = selection;
    const held = Object.entries(point).filter(([name]) => name !== swept.name);
    const key = JSON.stringify([suite.name, metric.name, swept.name, held, baseline]);
    const comparison = known.get(key) ?? compare(loaded, selection, baseline);
    known.set(key, comparison);
    return comparison;
  };
}

async function compare(loaded: LoadedRun, selection: Selection, baseline: string): Promise<Ratios> {
  const launches = await loaded.launchesOf(selection.suite.name);
  return ratiosOf(selection, baseline, loaded.cells, launches, loaded.floorOf);
}

/** The means of each sweep once, target by target, with room for the page between them; null when they are overtaken. */
function meansOver(
  seed: number,
): (compared: Ratios, isOvertaken: () => boolean) => Promise<OverallRow[] | null> {
  const known = new Map<Ratios, OverallRow[]>();
  return async (compared, isOvertaken) => {
    const rows = known.get(compared) ?? [];
    known.set(compared, rows);
    for (let place = rows.length; place < compared.targets.length; place = rows.length) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (isOvertaken()) return null;
      const target = compared.targets[place];
      if (target !== undefined) {
        rows.push({ ...target, overall: overallRatio(compared, target, seed) });
      }
    }
    return rows;
  };
}

function theShown(shown: Ratios | null): Ratios {
  if (shown === null) throw new Error('the table is drawn before anything is compared');
  return shown;
}

function floorOf({ loaded }: ViewContext, { selection }: Ratios): Floor {
  const { suite, metric } = selection;
  return loaded.floorOf(suite.name, metric.name);
}

function openerOf({ loaded, question }: ViewContext, { selection: { suite, metric } }: Ratios): OpenCell {
  return (target, point) => {
    const at = atOf(suite, loaded.cells, point);
    question({ suite: suite.name, metric: metric.name, target, at });
  };
}

function overallParts(context: ViewContext, shown: Ratios, rows: readonly OverallRow[]): HTMLElement[] {
  const { suite, metric } = shown.selection;
  const { id: run } = context.loaded.run;
  const table = overallTable(shown, rows, floorOf(context, shown));
  return [
    element('h2', {}, 'Over the whole sweep'),
    element(
      'p',
      { class: 'quiet' },
      'The geometric mean of the ratios at the points that can be judged; a point without one is left out and counted, never ' +
        'replaced. The interval draws the blocks of this run, each with all its points. First come the targets that are ' +
        'judged at every point; the means below them leave points out, and cannot be held against those above. A mean is ' +
        'coloured where its interval excludes 1 and it lies beyond the noise floor.',
    ),
    renderTable(table),
    element('p', { class: 'buttons' }, csvButton(table, `${run}-${suite.name}-${metric.name}-means.csv`)),
  ];
}
