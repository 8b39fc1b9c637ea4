/** The view "efficiency". */
import { element } from '../../page/dom.js';
import type { OpenView } from '../../page/view.js';

export const openEfficiency: OpenView = () => ({
  root: element('div'),
  update: () => undefined,
  destroy: () => undefined,
});
