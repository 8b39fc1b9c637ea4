/** A suite on the page: every cell with every metric, and what others have published of the same. */
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { element, foldable } from '../../page/dom.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { publishedTable } from './published-table.js';
import { suiteTable } from './suite-table.js';
import { csvButton, renderTable } from '../../table/table.js';

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

/** The published table beside ours, with what must be known to compare them; null where the suite has none. */
export function publishedSection(loaded: LoadedRun, suite: SuiteDeclaration): HTMLElement | null {
  const { published } = suite;
  if (published === undefined) return null;
  const table = publishedTable(suite, published, loaded);
  return foldable(
    `${published.title}, and ours`,
    true,
    csvButton(table, `${loaded.run.id}-${suite.name}-published.csv`),
    renderTable(table),
    element('p', {}, published.note),
    element('p', { class: 'quiet' }, `Source: ${published.source}.`),
  );
}
