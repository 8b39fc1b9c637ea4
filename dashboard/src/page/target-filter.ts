/** Which targets are shown, for views that have them as rows: the same hidden names as those of the curves. */
import type { Target } from '../../../harness/model/target.js';
import { assignSlots } from '../chart/sign/palette.js';
import { swatch } from '../chart/sign/swatch.js';
import { element } from './dom.js';
import type { State } from './state.js';
import type { ViewContext } from './view.js';

/** The targets that Tutti is about: the event loop, two kinds of threads, and Capriccio's. */
const heart = new Set(['capriccio', 'event-loop', 'native', 'worker-threads']);

/** A filter on the page: it stays there, whatever is drawn anew around it, so that it keeps the focus and stays open. */
export interface TargetFilter {
  readonly root: HTMLElement;
  /** Sets it as the state says, without calling back. */
  show(state: State): void;
}

/** A choice that sets all boxes at once. */
interface Preset {
  readonly title: string;
  readonly shown: readonly string[];
}

export function targetFilter({ loaded, targets, choose }: ViewContext): TargetFilter {
  let state: State | null = null;
  const names = [...targets].sort();
  const take = (shown: readonly string[]) => {
    if (state !== null) choose({ hidden: hiddenAfter(state.hidden, names, shown) });
  };
  const boxes = new Map(
    names.map((name) => [name, element('input', { type: 'checkbox', 'data-control': `target ${name}` })]),
  );
  for (const box of boxes.values()) {
    box.addEventListener('change', () =>
      take([...boxes].filter(([, { checked }]) => checked).map(([name]) => name)),
    );
  }
  const summary = element('summary', { 'data-control': 'targets' });
  const root = element(
    'details',
    { class: 'target-filter' },
    summary,
    presetButtons(presetsOf(names, loaded.run.targets), take),
    boxesOf(boxes, targets),
  );
  return {
    root,
    show(next) {
      state = next;
      for (const [name, box] of boxes) box.checked = !next.hidden.has(name);
      const shown = names.filter((name) => !next.hidden.has(name)).length;
      summary.textContent = `Targets: ${shown === names.length ? `all ${shown}` : `${shown} of ${names.length}`} shown`;
    },
  };
}

/** What is hidden when only these are shown; what else is hidden, such as published curves, stays so. */
export function hiddenAfter(
  hidden: ReadonlySet<string>,
  targets: readonly string[],
  shown: readonly string[],
): Set<string> {
  const others = [...hidden].filter((key) => !targets.includes(key));
  return new Set([...others, ...targets.filter((name) => !shown.includes(name))]);
}

/** All, none, the heart of the project, and those of one runtime, where these are more than one target and not all. */
export function presetsOf(
  names: readonly string[],
  declared: readonly Pick<Target, 'name' | 'runtime'>[],
): Preset[] {
  const runtimes = [...new Set(declared.map(({ runtime }) => runtime))].sort();
  const hearts = names.filter((name) => heart.has(name));
  const some: Preset[] = [
    { title: hearts.join(', '), shown: hearts },
    ...runtimes.map((runtime) => ({
      title: `On ${runtime}`,
      shown: declared.filter((target) => target.runtime === runtime).map(({ name }) => name),
    })),
  ];
  return [
    { title: 'All', shown: names },
    { title: 'None', shown: [] },
    ...some.filter(({ shown }) => shown.length > 1 && shown.length < names.length),
  ];
}

function presetButtons(presets: readonly Preset[], take: (shown: readonly string[]) => void): HTMLElement {
  const buttons = presets.map(({ title, shown }) => {
    const button = element('button', { type: 'button', 'data-control': `preset ${title}` }, title);
    button.addEventListener('click', () => take(shown));
    return button;
  });
  return element('div', { class: 'buttons', role: 'group', 'aria-label': 'Show only' }, ...buttons);
}

function boxesOf(boxes: ReadonlyMap<string, HTMLInputElement>, targets: readonly string[]): HTMLElement {
  const slots = assignSlots(targets);
  const labels = [...boxes].map(([name, box]) =>
    element('label', {}, box, swatch('measured', slots.get(name) ?? 0), element('span', {}, name)),
  );
  return element('fieldset', { class: 'legend' }, element('legend', {}, 'Targets shown'), ...labels);
}
