/** The buttons that make numbers again, and what came of it. */
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import { exact } from '../../chart/numbers.js';
import { element } from '../../page/dom.js';
import type { LoadedRun } from '../../data/loaded-run.js';
import { renderTable } from '../../table/table.js';
import type { FoundCell } from './found-cell.js';
import { recomputeCell, recomputeSuite } from './recompute.js';
import { fieldTable, noTally, recomputedWords, tallied, tallyWords } from './recompute-words.js';

/** How long the page may stand still while a suite is made again, in milliseconds. */
const patience = 40;
/** Between two words on how far it is, in milliseconds: a screen reader says each. */
const silence = 3_000;

/** @param launches of the suite */
export function recomputePart(
  loaded: LoadedRun,
  found: FoundCell,
  launches: readonly LaunchRecord[],
  here: readonly LaunchRecord[],
): HTMLElement {
  const said = element('p', { role: 'status', class: 'recomputed' });
  const details = element('div');
  const published = loaded.hash !== null;
  const one = element('button', { type: 'button' }, 'Recompute this number');
  one.addEventListener('click', () => {
    const start = performance.now();
    const fields = recomputeCell(loaded, found.suite, launches, found.cell);
    said.textContent = recomputedWords(fields, {
      launches: here.length,
      milliseconds: performance.now() - start,
      published,
    });
    const table = renderTable(fieldTable(fields, loaded.run.plan.seed, published));
    details.replaceChildren(element('details', {}, element('summary', {}, 'Field by field'), table));
  });
  const all = element('button', { type: 'button' }, `Recompute everything of this suite`);
  all.addEventListener('click', () => {
    all.disabled = true;
    void recomputeAll(loaded, found, launches, said, details).finally(() => {
      all.disabled = false;
    });
  });
  return element(
    'section',
    { class: 'recompute' },
    element('h3', {}, 'Is it what the launches give?'),
    element('p', { class: 'buttons' }, one, all),
    said,
    details,
  );
}

async function recomputeAll(
  loaded: LoadedRun,
  { suite }: FoundCell,
  launches: readonly LaunchRecord[],
  said: HTMLElement,
  details: HTMLElement,
): Promise<void> {
  details.replaceChildren();
  const start = performance.now();
  let [tally, paused, told] = [noTally, start, start];
  said.textContent = 'Making every number again …';
  for (const parts of recomputeSuite(loaded, suite, launches)) {
    tally = tallied(tally, parts);
    if (performance.now() - paused < patience) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    // Whoever closed the dialog does not wait for this any more.
    if (!said.isConnected) return;
    paused = performance.now();
    if (paused - told < silence) continue;
    told = paused;
    said.textContent = `Making every number again: ${exact(tally.numbers)} so far …`;
  }
  said.textContent = tallyWords(tally, {
    launches: launches.length,
    milliseconds: performance.now() - start,
    published: loaded.hash !== null,
  });
  const items = tally.examples.map((words) => element('li', {}, words));
  if (items.length > 0) details.replaceChildren(element('ul', {}, ...items));
}
