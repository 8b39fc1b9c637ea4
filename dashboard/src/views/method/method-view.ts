/** The view "method". */
import { element } from '../../page/dom.js';
import type { OpenView } from '../../page/view.js';

export const openMethod: OpenView = () => ({
  root: element('div'),
  update: () => undefined,
  destroy: () => undefined,
});
