/** The view "distribution": how single launches scatter, and how long the tail of each response is. */
import type { Metric } from '../../../../harness/model/metric.js';
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import { radios } from '../../page/choosers.js';
import { element, foldable } from '../../page/dom.js';
import { keepFocus } from '../../page/keep-focus.js';
import { atOf, type Selection, selectionOf } from '../../page/selection.js';
import { selectionBar } from '../../page/selection-bar.js';
import type { State } from '../../page/state.js';
import { targetFilter } from '../../page/target-filter.js';
import type { OpenView, ViewContext } from '../../page/view.js';
import { stripChart } from '../../chart/strip-chart.js';
import { csvButton, renderTable } from '../../table/table.js';
import { type Distribution, distributionsAt } from './distribution.js';
import { markWords, stripOf } from './distribution-strip.js';
import { launchTable, quartileTable } from './distribution-tables.js';
import { tailSection } from './tail-section.js';

export const openDistribution: OpenView = (context) => {
  const filter = targetFilter(context);
  const bar = element('div');
  const body = element('div');
  const tail = tailSection(context);
  const root = element('div', { class: 'distribution' }, bar, filter.root, body, tail.root);
  let turn = 0;
  return {
    root,
    async update(state) {
      const mine = ++turn;
      const selection = selectionOf(context.loaded, state);
      filter.show(state);
      if (selection === null) {
        body.replaceChildren(element('p', {}, 'This run measured nothing.'));
        return;
      }
      context.say(selection.notices);
      keepFocus(bar, () =>
        bar.replaceChildren(selectionBar(context, state, { suite: true, metric: true, point: true })),
      );
      if (body.childElementCount === 0) body.replaceChildren(element('p', {}, 'Reading the launches …'));
      const launches = await context.loaded.launchesOf(selection.suite.name);
      if (mine !== turn) return;
      keepFocus(root, () => {
        body.replaceChildren(...partsOf(context, state, selection, launches));
        tail.draw(state, selection, launches);
      });
    },
    destroy: () => tail.destroy(),
  };
};

/** The strips with their controls, and their tables. */
function partsOf(
  context: ViewContext,
  state: State,
  { suite, metric, point }: Selection,
  launches: readonly LaunchRecord[],
): HTMLElement[] {
  const { cells, remarks, run } = context.loaded;
  const shown = distributionsAt(suite, metric, point, { cells, launches }).filter(
    ({ target }) => !state.hidden.has(target),
  );
  const open = (distribution: Distribution) => () =>
    context.question({
      suite: suite.name,
      metric: metric.name,
      target: distribution.target,
      at: atOf(suite, cells, point),
    });
  const options = { scale: state.y ?? 'log', relative: state.relative };
  const strip = stripOf(shown, metric, remarks, options, open);
  const quartiles = quartileTable(shown, metric, remarks, open);
  const every = launchTable(shown, metric);
  const file = `${run.id}-${suite.name}-${metric.name}`;
  return [
    element(
      'figure',
      {},
      element('p', { class: 'chart-title' }, directionOf(metric)),
      controlsOf(context, state),
      stripChart(strip, context.targets),
      captionOf(state.relative, strip.axis.scale === 'log', shown),
    ),
    foldable(
      'Quartiles',
      true,
      buttons(csvButton(quartiles, `${file}-quartiles.csv`)),
      renderTable(quartiles),
    ),
    foldable('Every launch', false, buttons(csvButton(every, `${file}-launches.csv`)), renderTable(every)),
  ];
}

function directionOf({ title, unit, better }: Metric): string {
  return `${title}, ${unit}; ${better} is better`;
}

function buttons(...those: readonly HTMLElement[]): HTMLElement {
  return element('p', { class: 'buttons' }, ...those);
}

function controlsOf({ choose }: ViewContext, { relative, y }: State): HTMLElement {
  const values = radios(
    'Values',
    [
      ['absolute', 'As measured'],
      ['relative', 'Relative to its median'],
    ] as const,
    (chosen) => choose({ relative: chosen === 'relative' }),
  );
  const scale = radios(
    'Axis',
    [
      ['log', 'Log'],
      ['linear', 'Linear'],
    ] as const,
    (chosen) => choose({ y: chosen === 'log' ? null : chosen }),
  );
  values.choose(relative ? 'relative' : 'absolute');
  scale.choose(y ?? 'log');
  return element('div', { class: 'controls' }, values.fieldset, relative ? null : scale.fieldset);
}

/** How the strips are to be read, and what cannot be seen in them. */
function captionOf(relative: boolean, logarithmic: boolean, shown: readonly Distribution[]): HTMLElement {
  const unseen = shown.flatMap(({ values }) => values.filter(({ value }) => value <= 0)).length;
  const marks = markWords(shown);
  return element(
    'figcaption',
    {},
    element(
      'p',
      {},
      'A mark for each launch, hollow where something is known against it; its height only keeps it apart from the next one. ' +
        'Box: the middle half. Line: the median. Thick bar: its 95 % interval (none below 6 launches). ' +
        'The rows stand by their medians, which says nothing of whether they differ.',
    ),
    marks.length === 0 ? null : element('p', {}, `Marks: ${marks.join('; ')}.`),
    relative
      ? element(
          'p',
          {},
          'Each launch is divided by the median of its target: compare how they scatter, not how good they are.',
        )
      : null,
    !relative && logarithmic && unseen > 0
      ? element(
          'p',
          {},
          `${unseen} values not above zero cannot be drawn on a logarithmic axis; see the tables, or the linear axis.`,
        )
      : null,
  );
}
