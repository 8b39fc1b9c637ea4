/** What stands behind a number: its interval, its standing, what is known against it, and the launches of its cell. */
import { cellKey } from '../../../../harness/model/cell.js';
import { reasonOf } from '../../../../harness/model/errors.js';
import { element } from '../../page/dom.js';
import { linkButton } from '../../page/link-button.js';
import { placeWords } from '../../page/place-words.js';
import type { CellName } from '../../page/state.js';
import type { ViewContext } from '../../page/view.js';
import { findCell, type FoundCell, nameOf } from './found-cell.js';
import { launchesPart } from './launches-part.js';
import { marksPart, valuePart } from './value-part.js';

/** A dialog over the page; it is shown by `showModal`, and calls `context.choose({ cell: null })` when it is closed. */
export function cellDialog(context: ViewContext, name: CellName): HTMLDialogElement {
  const found = findCell(context.loaded, name);
  const dialog = element('dialog', { class: 'cell', 'aria-labelledby': 'cell-title' });
  const close = element('button', { type: 'button', class: 'close', 'data-control': 'close' }, 'Close');
  close.addEventListener('click', () => context.choose({ cell: null }));
  dialog.append(
    element('header', {}, headOf(context, name, found), close),
    ...(found === null ? [notFound(name)] : bodyOf(context, name, found)),
  );
  return dialog;
}

function headOf({ loaded }: ViewContext, name: CellName, found: FoundCell | null): HTMLElement {
  const title = found === null ? name.suite : `${found.suite.title} · ${found.metric.title}`;
  const place = found === null ? '' : placeWords(found.suite, loaded.cells, found.cell.point);
  return element(
    'div',
    {},
    element('p', { class: 'kicker' }, title),
    element('h2', { id: 'cell-title' }, place === '' ? name.target : `${name.target} at ${place}`),
  );
}

function notFound({ suite, metric, target, at }: CellName): HTMLElement {
  const place = Object.entries(at).map(([factor, value]) => `${factor} = ${value}`);
  const words = [`suite “${suite}”, metric “${metric}”, target “${target}”`, ...place].join(', ');
  return element('p', { role: 'alert' }, `This run has no such number: ${words}.`);
}

function bodyOf(context: ViewContext, name: CellName, found: FoundCell): HTMLElement[] {
  const marks = element('div', {}, ...marksPart(found, []));
  const reading = element('p', { role: 'status' }, 'Reading the launches …');
  const launches = element('div', { class: 'launches' }, reading);
  void fillLaunches(context, found, marks, launches);
  return [...valuePart(found, context.loaded), marks, neighbours(context, name, found), launches];
}

/** What is known only when the launches of the suite are read. */
async function fillLaunches(
  context: ViewContext,
  found: FoundCell,
  marks: HTMLElement,
  launches: HTMLElement,
): Promise<void> {
  try {
    const all = await context.loaded.launchesOf(found.suite.name);
    const here = all.filter((launch) => cellKey(launch) === cellKey(found.cell));
    marks.replaceChildren(...marksPart(found, here));
    launches.replaceChildren(...launchesPart(context, found, all, here));
  } catch (thrown) {
    launches.replaceChildren(element('p', { role: 'alert' }, reasonOf(thrown)));
  }
}

/** The same target at the points before and after, and the link to this number. */
function neighbours(context: ViewContext, name: CellName, { suite, before, after }: FoundCell): HTMLElement {
  const { loaded } = context;
  const steps = [
    { cell: before, sign: '←' },
    { cell: after, sign: '→' },
  ].flatMap(({ cell, sign }) => {
    if (cell === null) return [];
    const place = placeWords(suite, loaded.cells, cell.point);
    const step = sign === '←' ? 'before' : 'after';
    const button = element(
      'button',
      { type: 'button', 'data-control': step },
      sign === '←' ? `← ${place}` : `${place} →`,
    );
    button.addEventListener('click', () => context.choose({ cell: nameOf(suite, loaded.cells, cell) }));
    return [button];
  });
  const state = context.linkTo(name);
  const link =
    state === null
      ? element('span', { class: 'quiet' }, 'A run that was brought has no link.')
      : linkButton(() => state);
  return element(
    'div',
    { class: 'buttons', role: 'group', 'aria-label': 'Other points, and a link' },
    ...steps,
    link,
  );
}
