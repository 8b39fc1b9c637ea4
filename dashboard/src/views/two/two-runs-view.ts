/** The view "two". */
import { element } from '../../page/dom.js';
import type { OpenView } from '../../page/view.js';

export const openTwoRuns: OpenView = () => ({
  root: element('div'),
  update: () => undefined,
  destroy: () => undefined,
});
