import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../harness/setup/browser.mjs';
import { acts, opened } from './bench.js';
import { madeUpPublication } from './bench/made-up-publication.js';
import { PageClock } from './bench/page-clock.js';
import { publishDashboard } from './publish.js';

const folder = mkdtempSync(join(tmpdir(), 'tutti-bench-'));
let clock: PageClock;
beforeAll(async () => {
  publishDashboard([madeUpPublication({ pairs: 3, capacities: 2 })], folder);
  clock = await PageClock.start(findBrowser()?.path ?? '/no/browser/found', folder);
}, 60_000);
afterAll(async () => {
  await clock.stop();
  rmSync(folder, { recursive: true });
});

// How long it takes is not looked at here.
it('the bench finds every view that it opens, and every control that it uses', async () => {
  for (const view of opened) expect(await clock.opens(`#view=${view}`, 1)).toHaveLength(1);
  for (const act of Object.values(acts)) expect(await clock.acts(act, 1)).toHaveLength(1);
}, 120_000);
