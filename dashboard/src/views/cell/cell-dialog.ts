/** What stands behind a number: the launches of its cell. */
import { element } from '../../page/dom.js';
import type { CellName } from '../../page/state.js';
import type { ViewContext } from '../../page/view.js';

/** A dialog over the page; it is shown by `showModal`, and calls `context.choose({ cell: null })` when it is closed. */
export function cellDialog(_context: ViewContext, _cell: CellName): HTMLDialogElement {
  return element('dialog');
}
