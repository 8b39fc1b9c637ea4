/** The view "run". */
import { element } from '../../page/dom.js';
import type { OpenView } from '../../page/view.js';

export const openRun: OpenView = () => ({
  root: element('div'),
  update: () => undefined,
  destroy: () => undefined,
});
