import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ratiosOnly } from '../harness/judge/claims/claims.js';
import type { JudgedClaim } from '../harness/model/claim.js';
import { findBrowser } from '../harness/setup/browser.mjs';
import { drawnChart, openEverything, TestBrowser } from './test/browser.js';
import { exampleRun, hostileText } from './test/example.js';

/** One claim of each verdict: under a figure, under none, and of a suite that the run does not have. */
const claims: JudgedClaim[] = [
  {
    id: 'flat',
    claim: 'Its throughput is flat.',
    source: 'A paper, section 4',
    suite: 'producer-consumer',
    figure: '7.3',
    rule: 'the last point is within a tenth of the first',
    verdict: 'reproduced',
    detail: `0.97 [0.95, 0.99]. ${ratiosOnly}`,
    cells: [
      {
        suite: 'producer-consumer',
        target: 'capriccio',
        point: { pairs: 64, capacity: 1 },
        metric: 'throughput',
      },
      { suite: 'producer-consumer', target: 'go', point: { pairs: 64 }, metric: 'throughput' },
    ],
    launches: ['00001', '00002', '00009'],
  },
  {
    ...claimOf('hostile', 'not-reproduced', '7.3'),
    claim: hostileText,
    detail: hostileText,
    rule: hostileText,
  },
  claimOf('unclear', 'inconclusive', null),
  { ...claimOf('elsewhere', 'not-measured', '2'), suite: 'pipe' },
];

function claimOf(id: string, verdict: JudgedClaim['verdict'], figure: string | null): JudgedClaim {
  const words = { claim: `The claim ${id}.`, source: 'A paper', rule: 'a rule', detail: 'a detail' };
  return { id, verdict, figure, suite: 'producer-consumer', ...words, cells: [], launches: [] };
}

let browser: TestBrowser;
let folder: string;
let judged: string;
beforeAll(async () => {
  browser = await TestBrowser.start(findBrowser());
  folder = browser.publish([exampleRun()]);
  judged = browser.publish([{ ...exampleRun(), claims }]);
}, 60_000);
afterAll(() => browser.stop());

const view = '#view=figures';

function card(page: Page, name: string | RegExp) {
  return page.getByRole('navigation', { name: 'Figures' }).getByRole('link', { name });
}

describe('the figures', () => {
  it('are links with their curves, suite by suite, the one that is shown marked as such', async () => {
    const { page, errors } = await browser.open(folder, view);
    const cards = page.getByRole('navigation', { name: 'Figures' }).getByRole('link');
    expect(await cards.allInnerTexts()).toEqual([
      'Producer-consumer throughput, buffer of 1',
      'Producer-consumer throughput, buffer of 128',
      'A published table',
    ]);
    expect(await cards.first().locator('path').count()).toBe(9);
    expect(await page.locator('.gallery [aria-current]').allInnerTexts()).toEqual([
      'Producer-consumer throughput, buffer of 1',
    ]);
    expect(errors).toEqual([]);
  });

  it('are chosen from the keyboard, and the address says which; what was hidden in the last is seen again', async () => {
    const { page } = await browser.open(folder, `${view}&hide=native&y=linear`);
    expect((await drawnChart(page)).y.type).toBe('linear');
    await card(page, 'buffer of 128').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'buffer of 128' }).waitFor();
    expect(new URL(page.url()).hash).toBe(`${view}&suite=producer-consumer&figure=7.3-buffer-128`);
    expect(await page.locator('.gallery [aria-current]').innerText()).toContain('buffer of 128');
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: 'buffer of 1', exact: false }).first().waitFor();
    expect((await drawnChart(page)).curves.map(({ label }) => label)).not.toContain('native');
  });

  it('have the published table among them, as text and as CSV', async () => {
    const { page } = await browser.open(folder, `${view}&suite=plain&figure=published-table`);
    const rows = await page.locator('#figure tbody tr:not(.group)').allInnerTexts();
    expect(rows).toHaveLength(3);
    const saved = page.waitForEvent('download');
    await page.locator('#figure').getByRole('button', { name: 'Download CSV' }).click();
    const csv = readFileSync(await (await saved).path(), 'utf8');
    expect(parse(csv, { columns: true })).toHaveLength(rows.length);
  });

  it('are seen on a phone without scrolling sideways', async () => {
    const { page } = await browser.open(folder, view, { viewport: { width: 360, height: 740 } });
    const wide = await page
      .locator('#content *:not(.scroll *)')
      .evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().right > 361).map(({ className }) => className),
      );
    expect(wide).toEqual([]);
  });

  it('say that nobody has judged the claims, and how that is done', async () => {
    const { page } = await browser.open(folder, view);
    expect(await page.locator('.figures > .note').innerText()).toContain(
      `tutti claims ${exampleRun().run.id}`,
    );
  });
});

describe('the claims of the papers', () => {
  it('are counted by verdict, in words', async () => {
    const { page } = await browser.open(judged, view);
    expect(await page.getByRole('heading', { name: '4 claims of the papers' }).count()).toBe(1);
    const tally = await page.locator('.tally li').allInnerTexts();
    expect(tally.map((text) => text.split(/\s+/).slice(0, 2).join(' '))).toEqual([
      '1 reproduced',
      '1 not',
      '1 inconclusive',
      '1 not',
    ]);
    expect(await card(page, '1 of 2 claims reproduced').count()).toBe(1);
  });

  it('stand under their figure with what was found, and the others in a list of their own', async () => {
    const { page } = await browser.open(judged, view);
    const under = await page.locator('#figure .claims > li').allInnerTexts();
    expect(under).toHaveLength(2);
    expect(under[0]).toMatch(/^Reproduced\. Its throughput is flat\.\s+0\.97 \[0\.95, 0\.99\]\./);
    expect(under[1]).toContain('</script><img src=x onerror');
    expect(await page.title()).not.toBe('owned');
    const others = page.locator('details', { hasText: 'Claims that belong to no figure' }).last();
    expect(await others.locator('.claims > li').count()).toBe(2);
    expect(await others.innerText()).toContain('This run does not have the suite pipe');
  });

  it('lead to the launches they read, from the keyboard', async () => {
    const { page } = await browser.open(judged, view);
    await page.locator('#figure .claims summary').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('#figure .claims dd').first().innerText()).toContain('within a tenth');
    expect(await page.locator('#figure .claims dl').first().innerText()).toContain('00001–00002, 00009');
    expect(await page.locator('#figure .claims .cells').innerText()).toContain('go, throughput');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => new URL(page.url()).hash)
      .toContain('cell=producer-consumer/throughput/capriccio/capacity:1,pairs:64');
  });

  it('stand in a table as well, which is what the CSV holds', async () => {
    const { page } = await browser.open(judged, view);
    await openEverything(page);
    const part = page.locator('details', { hasText: 'Every claim in a table' }).last();
    expect(await part.locator('tbody tr:not(.group)').count()).toBe(claims.length);
    const saved = page.waitForEvent('download');
    await part.getByRole('button', { name: 'Download CSV' }).click();
    const csv = readFileSync(await (await saved).path(), 'utf8');
    expect(parse(csv, { columns: true }).map((row) => (row as { verdict: string }).verdict)).toEqual(
      claims.map(({ verdict }) => verdict),
    );
  });
});
