/** `npm run bench -- dashboard`: how long a reader waits for the page of a run of 10,000 cells and 100,000 launches. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boundRow } from '../harness/bench/bound-row.js';
import type { Bench, BenchRow } from '../harness/model/bench.js';
import { browserRemedy, findBrowser } from '../harness/setup/browser.mjs';
import { largePublication } from './bench/large-publication.js';
import { type Act, PageClock } from './bench/page-clock.js';
import { publishDashboard } from './publish.js';

/** Bounds in milliseconds. */
const openBoundMs = 2000;
const actBoundMs = 100;
const repetitions = 8;

/** Views that show the whole run when they are opened. */
const opened = ['overview', 'figures', 'compare', 'efficiency', 'distribution'];

const acts: Readonly<Record<string, Act>> = {
  'hide a curve': { hash: '#view=figures', control: '[data-control^="curve "]' },
  'change the metric': { hash: '#view=compare', control: 'select[data-control="Metric"]' },
  'change the point': { hash: '#view=compare', control: 'select[data-control="Capacity"]' },
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
      publishDashboard([largePublication()], folder);
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
      say(`opening ${view}`);
      rows.push(
        boundRow(`open the view ${view}`, await clock.opens(`#view=${view}`, repetitions), openBoundMs),
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
