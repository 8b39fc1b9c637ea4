/** A suite on the page, where no figure is chosen: every cell with every metric. */
import type { SuiteDeclaration } from '../../harness/model/suite.js';
import { foldable } from './dom.js';
import type { LoadedRun } from './loaded-run.js';
import { suiteTable } from './suite-table.js';
import { csvButton, renderTable } from './table.js';

/** The table of all numbers of a suite. */
export function suiteSection(loaded: LoadedRun, suite: SuiteDeclaration, open: boolean): HTMLElement {
  const table = suiteTable(suite, loaded);
  const file = `${loaded.run.id}-${suite.name}.csv`;
  return foldable(
    `Every metric of ${suite.title.toLowerCase()}`,
    open,
    csvButton(table, file),
    renderTable(table),
  );
}
