/** The view "overview". */
import { element } from '../../page/dom.js';
import type { OpenView } from '../../page/view.js';

export const openOverview: OpenView = () => ({
  root: element('div'),
  update: () => undefined,
  destroy: () => undefined,
});
