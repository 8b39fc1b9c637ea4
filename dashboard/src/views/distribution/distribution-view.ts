/** The view "distribution": how single launches scatter, and how long the tail of their response times is. */
import { element } from '../../page/dom.js';
import { keepFocus } from '../../page/keep-focus.js';
import { selectionOf } from '../../page/selection.js';
import { selectionBar } from '../../page/selection-bar.js';
import { targetFilter } from '../../page/target-filter.js';
import type { OpenView } from '../../page/view.js';
import { launchSection } from './launch-section.js';
import { tailSection } from './tail-section.js';

export const openDistribution: OpenView = (context) => {
  const filter = targetFilter(context);
  const bar = element('div');
  const waiting = element('p', {}, 'Reading the launches …');
  const launchPart = launchSection(context);
  const tail = tailSection(context);
  const root = element(
    'div',
    { class: 'distribution' },
    bar,
    filter.root,
    waiting,
    launchPart.root,
    tail.root,
  );
  let turn = 0;
  return {
    root,
    async update(state) {
      const mine = ++turn;
      const selection = selectionOf(context.loaded, state);
      filter.show(state);
      if (selection === null) {
        waiting.textContent = 'This run measured nothing.';
        return;
      }
      context.say(selection.notices);
      keepFocus(bar, () =>
        bar.replaceChildren(selectionBar(context, state, { suite: true, metric: true, point: true })),
      );
      const launches = await context.loaded.launchesOf(selection.suite.name);
      if (mine !== turn) return;
      waiting.hidden = true;
      launchPart.draw(state, selection, launches);
      tail.draw(state, selection, launches);
    },
    destroy: () => tail.destroy(),
  };
};
