/** The launches of a cell: as a picture, as a table with its file, those that failed, and everything made again from them. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import { assignSlots } from '../../chart/sign/palette.js';
import { count } from '../../chart/numbers.js';
import { element } from '../../page/dom.js';
import { placeWords } from '../../page/place-words.js';
import type { ViewContext } from '../../page/view.js';
import { csvButton, renderTable } from '../../table/table.js';
import { failedLaunches } from './failed-launches.js';
import type { FoundCell } from './found-cell.js';
import { launchStrip } from './launch-strip.js';
import { launchTable } from './launch-table.js';
import { recomputePart } from './recompute-part.js';

/**
 * @param ofSuite every launch of the suite
 * @param here those of the cell
 */
export function launchesPart(
  { loaded, targets }: ViewContext,
  found: FoundCell,
  ofSuite: readonly LaunchRecord[],
  here: readonly LaunchRecord[],
): HTMLElement[] {
  const { suite, metric, cell } = found;
  if (here.length === 0) return [element('p', {}, 'No launch of it is recorded.')];
  const place = placeWords(suite, loaded.cells, cell.point);
  const caption = `${count(here.length, 'launch', 'launches')} of ${cell.target}${place === '' ? '' : ` at ${place}`}`;
  const table = launchTable(caption, suite, metric, here);
  const file = `${loaded.run.id}-${suite.name}-${cell.target.replaceAll(/[^A-Za-z0-9.-]+/g, '-')}-launches.csv`;
  const slot = assignSlots(targets).get(cell.target) ?? 0;
  const parts = [
    element('h3', {}, 'Its launches'),
    launchStrip(cell, metric, here, slot),
    recomputePart(loaded, found, ofSuite, here),
    element('p', { class: 'buttons' }, csvButton(table, file)),
    renderTable(table),
    failedLaunches(here),
  ];
  return parts.filter((part) => part !== null);
}
