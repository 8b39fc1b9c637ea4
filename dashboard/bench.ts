/** `npm run bench -- dashboard`: how long a reader waits for the page of a run of 10,000 cells and 100,000 launches. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boundRow } from '../harness/bench/bound-row.js';
import type { Bench, BenchRow } from '../harness/model/bench.js';
import { browserRemedy, findBrowser } from '../harness/setup/browser.mjs';
import { madeUpPublication } from './bench/made-up-publication.js';
import { type Act, PageClock } from './bench/page-clock.js';
import { publishDashboard } from './publish.js';
import { viewNames } from './src/page/view-names.js';

/** Bounds in milliseconds. */
const openBoundMs = 2000;
const actBoundMs = 100;
const repetitions = 8;

/** Two runs side by side take two. */
export const opened = viewNames.filter((view) => view !== 'two');

const curve = '[data-control^="curve "]';
const metric = 'select[data-control="Metric"]';

/** What a reader does most, in words; a point is chosen by a factor that the view does not show whole. */
export const acts: Readonly<Record<string, Act>> = {
  'figures: hide a curve, show it': { hash: '#view=figures', control: curve },
  'compare: hide a curve, show it': { hash: '#view=compare', control: curve },
  'compare: another metric': { hash: '#view=compare', control: metric },
  'compare: another point': { hash: '#view=compare', control: 'select[data-control="Capacity"]' },
  'distribution: another metric': { hash: '#view=distribution', control: metric },
  'distribution: another point': { hash: '#view=distribution', control: 'select[data-control="Pairs"]' },
  'efficiency: another suite': { hash: '#view=efficiency', control: 'select[data-control="Suite"]' },
};

const bench: Bench = {
  name: 'dashboard',
  summary: 'the page of a run of 10,000 cells and 100,000 launches: to open it, and to change what it shows',
  async measure(say) {
    const browser = findBrowser();
    if (browser === undefined) return [missingRow(browserRemedy())];
    const folder = mkdtempSync(join(tmpdir(), 'tutti-bench-'));
    try {
      say('publishing a run of 10,000 cells and 100,000 launches: a minute or less');
      const startedAt = performance.now();
      publishDashboard([madeUpPublication()], folder);
      say(`made up and published in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
      return await rowsOf(await PageClock.start(browser.path, folder), say);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

export default bench;

async function rowsOf(clock: PageClock, say: (line: string) => void): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  try {
    for (const view of opened) {
      say(`${view}: open the page`);
      rows.push(
        boundRow(`${view}: open the page`, await clock.opens(`#view=${view}`, repetitions), openBoundMs),
      );
    }
    for (const [what, act] of Object.entries(acts)) {
      say(what);
      rows.push(boundRow(what, await clock.acts(act, repetitions), actBoundMs));
    }
    return rows;
  } finally {
    await clock.stop();
  }
}

function missingRow(note: string): BenchRow {
  const rival = `a bound of ${openBoundMs} ms`;
  return { what: 'open the page', rival, ratio: null, lo: null, hi: null, reach: 1, met: null, note };
}
