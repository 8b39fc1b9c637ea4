/** The legend of a chart: every curve with its sign, and switches for one, for all others, and for all. */
import { element } from '../page/dom.js';
import { assignSlots } from './sign/palette.js';
import type { Series } from './series.js';
import { swatch } from './sign/swatch.js';

export interface Legend {
  readonly root: HTMLElement;
  /** Sets the switches, without calling back. */
  show(hidden: ReadonlySet<string>): void;
}

/**
 * @param targets every target of the run, for the signs
 * @param onChange called with the keys of the curves that are hidden from now on
 */
export function legendOf(
  series: readonly Series[],
  targets: readonly string[],
  onChange: (hidden: ReadonlySet<string>) => void,
): Legend {
  const keys = series.map(({ key }) => key);
  let hidden: ReadonlySet<string> = new Set();
  // What is hidden in other charts stays hidden there.
  const showOnly = (shown: readonly string[]) =>
    onChange(
      new Set([
        ...[...hidden].filter((key) => !keys.includes(key)),
        ...keys.filter((key) => !shown.includes(key)),
      ]),
    );
  const boxes = new Map(
    keys.map((key) => [key, element('input', { type: 'checkbox', 'data-control': `curve ${key}` })]),
  );
  for (const box of boxes.values()) {
    box.addEventListener('change', () =>
      showOnly([...boxes].filter(([, { checked }]) => checked).map(([key]) => key)),
    );
  }
  const all = element('button', { type: 'button', class: 'quiet', 'data-control': 'all curves' }, 'Show all');
  all.addEventListener('click', () => showOnly(keys));
  const sign = signsOf(series, targets);
  const entries = series.map((curve) =>
    element(
      'span',
      { class: 'entry' },
      element('label', {}, boxes.get(curve.key) ?? null, sign(curve), element('span', {}, curve.title)),
      series.length < 2 ? null : onlyButton(curve, () => showOnly([curve.key])),
    ),
  );
  return {
    root: element(
      'fieldset',
      { class: 'legend' },
      element('legend', {}, 'Curves shown'),
      ...entries,
      series.length < 2 ? null : all,
    ),
    show(next) {
      hidden = next;
      for (const [key, box] of boxes) box.checked = !next.has(key);
    },
  };
}

/** A button that hides all other curves. A screen reader hears which curve it is of. */
function onlyButton({ key, title }: Series, act: () => void): HTMLElement {
  const button = element(
    'button',
    { type: 'button', class: 'only', 'data-control': `only ${key}` },
    element('span', { 'aria-hidden': 'true' }, 'only'),
    element('span', { class: 'unseen' }, `only ${title}`),
  );
  button.addEventListener('click', act);
  return button;
}

/** The sign of a curve: by its target, or, of a published one, by its place among these. */
function signsOf(series: readonly Series[], targets: readonly string[]): (curve: Series) => SVGElement {
  const slots = assignSlots([...targets, ...series.flatMap(({ target }) => target ?? [])]);
  const references = series.filter(({ kind }) => kind === 'reference');
  return (curve) =>
    swatch(curve.kind, curve.target === null ? references.indexOf(curve) : (slots.get(curve.target) ?? 0));
}
