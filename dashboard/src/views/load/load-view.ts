/** The view "load". */
import { element } from '../../page/dom.js';
import type { OpenView } from '../../page/view.js';

export const openLoad: OpenView = () => ({
  root: element('div'),
  update: () => undefined,
  destroy: () => undefined,
});
