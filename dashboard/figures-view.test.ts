import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../harness/setup/browser.mjs';
import { drawnChart, TestBrowser } from './test/browser.js';
import { exampleRun } from './test/example.js';

let browser: TestBrowser;
let folder: string;
beforeAll(async () => {
  browser = await TestBrowser.start(findBrowser());
  folder = browser.publish([exampleRun()]);
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
