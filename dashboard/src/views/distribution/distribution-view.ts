/** The view "distribution". */
import { element } from '../../page/dom.js';
import type { OpenView } from '../../page/view.js';

export const openDistribution: OpenView = () => ({
  root: element('div'),
  update: () => undefined,
  destroy: () => undefined,
});
