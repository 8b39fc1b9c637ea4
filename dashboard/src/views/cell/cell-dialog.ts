/** What stands behind a number: its interval, its standing, what is known against it, and the launches of its cell. */
import { cellKey } from '../../../../harness/model/cell.js';
import { DataError } from '../../data/load-runs.js';
import { element } from '../../page/dom.js';
import { linkButton } from '../../page/link-button.js';
import { placeWords } from '../../page/place-words.js';
import { type CellName, parseHash } from '../../page/state.js';
import type { ViewContext } from '../../page/view.js';
import { findCell, type FoundCell, nameOf } from './found-cell.js';
import { launchesPart } from './launches-part.js';
import { marksPart, valuePart } from './value-part.js';

/** A dialog over the page; it is shown by `showModal`, and calls `context.choose({ cell: null })` when it is closed. */
export function cellDialog(context: ViewContext, name: CellName): HTMLDialogElement {
  const found = findCell(context.loaded, name);
  const dialog = element('dialog', { class: 'cell', 'aria-labelledby': 'cell-title' });
  // Keys of the page must not be found by those who look for controls of the view: everything in here is of the dialog.
  const close = element('button', { type: 'button', class: 'close' }, 'Close');
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    // Whoever took it off the page has chosen already what is shown now.
    if (dialog.isConnected) context.choose({ cell: null });
  });
  dialog.append(
    element('header', {}, headOf(context, name, found), close),
    ...(found === null ? [notFound(name)] : bodyOf(context, found)),
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

function bodyOf(context: ViewContext, found: FoundCell): HTMLElement[] {
  const { loaded } = context;
  const launches = element(
    'div',
    { class: 'launches' },
    element('p', { role: 'status' }, 'Reading the launches …'),
  );
  void loaded.launchesOf(found.suite.name).then(
    (all) => {
      const here = all.filter((launch) => cellKey(launch) === cellKey(found.cell));
      launches.replaceChildren(...launchesPart(context, found, all, here));
      marks.replaceChildren(...marksPart(found, here));
    },
    (thrown: unknown) => {
      const known = thrown instanceof DataError || thrown instanceof Error;
      launches.replaceChildren(element('p', { role: 'alert' }, known ? thrown.message : String(thrown)));
    },
  );
  const marks = element('div', {}, ...marksPart(found, []));
  return [...valuePart(found, loaded), marks, neighbours(context, found), launches];
}

/** The same target at the points before and after, and the link to this number. */
function neighbours(context: ViewContext, { suite, before, after }: FoundCell): HTMLElement {
  const { loaded } = context;
  const steps = [
    { cell: before, sign: '←' },
    { cell: after, sign: '→' },
  ].flatMap(({ cell, sign }) => {
    if (cell === null) return [];
    const place = placeWords(suite, loaded.cells, cell.point);
    const button = element('button', { type: 'button' }, sign === '←' ? `← ${place}` : `${place} →`);
    button.addEventListener('click', () => context.choose({ cell: nameOf(suite, loaded.cells, cell) }));
    return [button];
  });
  const link = linkButton(() => ({
    ...parseHash(location.hash).state,
    run: loaded.run.id,
    data: loaded.hash,
  }));
  return element(
    'div',
    { class: 'buttons', role: 'group', 'aria-label': 'Other points, and a link' },
    ...steps,
    link,
  );
}
