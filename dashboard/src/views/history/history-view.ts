/** The view "history". */
import { element } from '../../page/dom.js';
import type { OpenView } from '../../page/view.js';

export const openHistory: OpenView = () => ({
  root: element('div'),
  update: () => undefined,
  destroy: () => undefined,
});
