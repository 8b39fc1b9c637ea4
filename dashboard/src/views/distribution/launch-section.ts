/** The first part of the distribution view: the launches of every target as strips, and their tables. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import type { Metric } from '../../../../harness/model/metric.js';
import { radios } from '../../page/choosers.js';
import { element, foldable, refill } from '../../page/dom.js';
import { keepFocus } from '../../page/keep-focus.js';
import { atOf, type Selection } from '../../page/selection.js';
import type { State } from '../../page/state.js';
import type { ViewContext } from '../../page/view.js';
import { stripChart } from '../../chart/strip/strip-chart.js';
import { csvButton, renderTable } from '../../table/table.js';
import { type Distribution, distributionsAt } from './distribution.js';
import { markWords, stripOf } from './distribution-strip.js';
import { launchTable, quartileTable } from './distribution-tables.js';

export interface LaunchSection {
  readonly root: HTMLElement;
  /** @param launches of the suite that is selected */
  draw(state: State, selection: Selection, launches: readonly LaunchRecord[]): void;
}

export function launchSection(context: ViewContext): LaunchSection {
  const figure = element('figure');
  const quartiles = foldable('Quartiles', true);
  const every = foldable('Every launch', false);
  const root = element('div', {}, figure, quartiles, every);
  return {
    root,
    draw(state, selection, launches) {
      const { suite, metric, point } = selection;
      const { cells, remarks, run } = context.loaded;
      const shown = distributionsAt(suite, metric, point, { cells, launches }).filter(
        ({ target }) => !state.hidden.has(target),
      );
      const at = atOf(suite, cells, point);
      const open =
        ({ target }: Distribution) =>
        () =>
          context.question({ suite: suite.name, metric: metric.name, target, at });
      const file = `${run.id}-${suite.name}-${metric.name}`;
      keepFocus(root, () => {
        figure.replaceChildren(...figureParts(context, state, metric, shown, open));
        const ofQuartiles = quartileTable(shown, metric, remarks, open);
        refill(quartiles, buttons(csvButton(ofQuartiles, `${file}-quartiles.csv`)), renderTable(ofQuartiles));
        const ofAll = launchTable(shown, metric);
        refill(every, buttons(csvButton(ofAll, `${file}-launches.csv`)), renderTable(ofAll));
      });
    },
  };
}

function figureParts(
  context: ViewContext,
  state: State,
  metric: Metric,
  shown: readonly Distribution[],
  open: (distribution: Distribution) => () => void,
): HTMLElement[] {
  const options = { scale: state.y ?? ('log' as const), relative: state.relative };
  const strip = stripOf(shown, metric, context.loaded.remarks, options, open);
  return [
    element('p', { class: 'chart-title' }, directionOf(metric)),
    controlsOf(context, state),
    stripChart(strip, context.targets),
    captionOf(state.relative, strip.axis.scale === 'log', shown),
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
