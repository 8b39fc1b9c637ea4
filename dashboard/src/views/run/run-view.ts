/** The run: what was launched, when, on what, and what went wrong. */
import { targetsOf } from '../../data/loaded-run.js';
import { count } from '../../chart/numbers.js';
import { chooser } from '../../page/choosers.js';
import { element, foldable } from '../../page/dom.js';
import { suitesOf } from '../../page/selection.js';
import type { State } from '../../page/state.js';
import type { OpenView, ViewContext } from '../../page/view.js';
import { firstRows } from '../../table/first-rows.js';
import { csvButton, renderTable } from '../../table/table.js';
import { courseOf } from './course.js';
import { coursePanel } from './course-panel.js';
import { environmentSection } from './environment.js';
import { placesIn, type Places } from './launch-place.js';
import { launchTable } from './launch-table.js';
import { marksSection } from './marked-cells.js';
import { launchesRead, readLaunches, type RunLaunches } from './run-launches.js';
import { failuresSection, planSection, targetsSection, unavailableSection } from './run-sections.js';

export const openRun: OpenView = (context) => {
  const { loaded } = context;
  const places = placesIn(loaded);
  const panel = coursePanel(context, places);
  const progress = element('p', { class: 'quiet', role: 'status' }, 'Reading the launches.');
  const failures = element('div');
  const table = launchesSection(context, places);
  let open = true;
  let read: RunLaunches | null = null;
  let reading: Promise<void> | null = null;
  const show = (launches: RunLaunches): boolean => {
    if (!open) return false;
    progress.textContent = progressWords(launches);
    // In between only the words change: to draw a large run anew for every suite takes longer than to read it.
    const isBetween = read !== null && launches.waiting > 0;
    read = launches;
    if (isBetween) return true;
    panel.draw(courseOf(launchesRead(launches), targetsOf(loaded)));
    failures.replaceChildren(failuresSection(launches));
    return true;
  };
  return {
    root: element(
      'div',
      { class: 'sections' },
      element('section', {}, element('h2', {}, 'Every launch, in order'), progress, panel.root),
      marksSection(context, places),
      failures,
      table.root,
      unavailableSection(loaded),
      planSection(loaded),
      targetsSection(loaded),
      environmentSection(loaded.run.environment),
    ),
    async update(state) {
      reading ??= readLaunches(loaded, show);
      await reading;
      if (open && read !== null) table.draw(state, read);
    },
    destroy() {
      open = false;
      panel.destroy();
    },
  };
};

function progressWords({ waiting, faults }: RunLaunches): string {
  const still = waiting === 0 ? [] : [`Reading the launches: ${count(waiting, 'suite')} to come.`];
  return [...still, ...faults.values()].join(' ');
}

/** As many launches are shown; the CSV has them all. */
const shownLaunches = 100;

/** The launches of one suite, which the reader chooses, as a table. */
function launchesSection(context: ViewContext, places: Places) {
  const { loaded } = context;
  const root = foldable('The launches of a suite', false);
  const heading = [...root.children];
  const suites = suitesOf(loaded);
  return {
    root,
    draw({ suite: wanted }: State, { bySuite, faults }: RunLaunches) {
      const suite = suites.find(({ name }) => name === wanted) ?? suites[0];
      if (suite === undefined) {
        root.replaceChildren(...heading, element('p', {}, 'No launch is recorded.'));
        return;
      }
      const options = suites.map(({ name, title }) => ({ value: name, title }));
      const choice = chooser('Suite', options, suite.name, (name) =>
        context.choose({ suite: name, metric: null, at: {}, x: null }),
      );
      const fault = faults.get(suite.name);
      if (fault !== undefined) {
        const buttons = element('p', { class: 'buttons' }, choice);
        root.replaceChildren(...heading, buttons, element('p', {}, fault));
        return;
      }
      const table = launchTable(suite, bySuite.get(suite.name) ?? [], places, context.question);
      root.replaceChildren(
        ...heading,
        element(
          'p',
          { class: 'buttons' },
          choice,
          csvButton(table, `${loaded.run.id}-${suite.name}-launches.csv`),
        ),
        element('div', { class: 'launches' }, renderTable(firstRows(table, shownLaunches))),
      );
    },
  };
}
