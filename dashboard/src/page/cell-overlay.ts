/** The dialog over the page with the launches behind a number: open exactly while the address names a cell. */
import { reasonOf } from '../../../harness/model/errors.js';
import { cellDialog } from '../views/cell/cell-dialog.js';
import { byId, element } from './dom.js';
import { giveBack, heldIn } from './keep-focus.js';
import { type CellName, defaultState, formatHash } from './state.js';
import type { ViewContext } from './view.js';

interface Shown {
  readonly key: string;
  readonly dialog: HTMLDialogElement;
}

export class CellOverlay {
  #shown: Shown | null = null;

  /** Opens the dialog of this cell in place of that of another; closes it for null. */
  show(context: ViewContext, cell: CellName | null): void {
    const key = cell === null ? null : formatHash({ ...defaultState, cell });
    if (this.#shown?.key === key) return;
    const held = this.#shown === null ? null : heldIn(this.#shown.dialog);
    this.close();
    if (cell === null || key === null) return;
    const isShown = (): boolean => this.#shown?.key === key;
    const choose: ViewContext['choose'] = (change) => isShown() && context.choose(change);
    const dialog = dialogOf({ ...context, choose, question: (next) => choose({ cell: next }) }, cell);
    dialog.addEventListener('close', () => choose({ cell: null }));
    this.#shown = { key, dialog };
    document.body.append(dialog);
    dialog.showModal();
    if (held !== null) moveFocus(dialog, held);
  }

  /** The browser gives the focus back to what had it before; a reader who came by a link gets the heading. */
  close(): void {
    const shown = this.#shown;
    this.#shown = null;
    if (shown === null) return;
    shown.dialog.close();
    shown.dialog.remove();
    if (document.activeElement === document.body) byId('title').focus({ preventScroll: true });
  }
}

/** From dialog to dialog, the control that was pressed keeps the focus: `next`, `next`, `next`. */
function moveFocus(dialog: HTMLDialogElement, held: { readonly name: string; readonly place: number }): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  giveBack(dialog, held);
}

function dialogOf(context: ViewContext, cell: CellName): HTMLDialogElement {
  try {
    return cellDialog(context, cell);
  } catch (thrown) {
    const button = element('button', { type: 'button' }, 'Close');
    button.addEventListener('click', () => context.choose({ cell: null }));
    const words = `The launches behind this number cannot be shown: ${reasonOf(thrown)}`;
    return element('dialog', { 'aria-label': 'A number' }, element('p', { role: 'alert' }, words), button);
  }
}
