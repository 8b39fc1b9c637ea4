/** The frame with made-up views: one that is slow, some that fail, and all of them say what they were asked to draw. */
import { element } from '../src/page/dom.js';
import { selectionBar } from '../src/page/selection-bar.js';
import { start } from '../src/page/start.js';
import { formatHash, type State } from '../src/page/state.js';
import { targetFilter } from '../src/page/target-filter.js';
import type { OpenView, ViewContext } from '../src/page/view.js';
import { type ViewName, viewNames } from '../src/page/view-names.js';

const cell = { suite: 'producer-consumer', metric: 'throughput', target: 'native', at: { pairs: '8' } };

const parts = { suite: true, metric: true, point: true, swept: true, base: 'native' };

/** What each does when it draws. */
const deeds: Partial<Record<ViewName, (state: State) => void | Promise<void>>> = {
  compare: () => fail('it throws'),
  two: () => after(20).then(() => fail('it throws later')),
  history: ({ metric }) => (metric === 'slow' ? after(300).then(sayOver) : undefined),
};

/** For the test that waits for the slow view to end. */
function sayOver(): void {
  document.body.dataset['slow'] = 'over';
}

function fail(message: string): never {
  throw new Error(message);
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function open(name: ViewName): OpenView {
  return (context) => {
    if (name === 'load') fail('it cannot be opened');
    const drawn = element('p', { class: 'drawn' });
    const bar = element('div');
    const filter = targetFilter(context);
    let times = 0;
    return {
      root: element('div', {}, drawn, ...buttonsOf(context), bar, filter.root),
      async update(state) {
        await deeds[name]?.(state);
        bar.replaceChildren(selectionBar(context, state, parts));
        filter.show(state);
        drawn.textContent = `${name} ${++times}: ${formatHash(state)}`;
      },
      destroy: () => undefined,
    };
  };
}

function buttonsOf({ choose, question, say }: ViewContext): HTMLElement[] {
  const acts: [string, () => void][] = [
    ['Suite', () => choose({ suite: 'plain' })],
    ['Log', () => choose({ y: 'log' })],
    ['Slow', () => choose({ metric: 'slow' })],
    ['Question', () => question(cell)],
    ['Say', () => say(['told by the view'])],
  ];
  return acts.map(([title, act]) => {
    const button = element('button', { type: 'button' }, title);
    button.addEventListener('click', act);
    return button;
  });
}

start(Object.fromEntries(viewNames.map((name) => [name, open(name)])) as Record<ViewName, OpenView>);
