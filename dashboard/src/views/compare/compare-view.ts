/** The view "compare". */
import { element } from '../../page/dom.js';
import type { OpenView } from '../../page/view.js';

export const openCompare: OpenView = () => ({
  root: element('div'),
  update: () => undefined,
  destroy: () => undefined,
});
