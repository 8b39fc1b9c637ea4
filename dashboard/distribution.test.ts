import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { testSite } from './test/browser.js';
import { exampleRun, hostileText } from './test/example.js';
import { serverRun } from './test/server-example.js';

const server = serverRun();
const site = testSite([server, exampleRun()]);

const closedLoop = '#view=distribution&at=clients:256,rate:0';

async function csvOf(page: Page, part: string): Promise<Record<string, string>[]> {
  const download = page.waitForEvent('download');
  const details = page
    .locator('details', { has: page.getByRole('heading', { name: part, exact: true }) })
    .first();
  await details.evaluate((one) => one.setAttribute('open', ''));
  await details.getByRole('button', { name: 'Download CSV' }).first().click();
  return parse(readFileSync(await (await download).path(), 'utf8'), { columns: true });
}

describe('the distribution view', () => {
  it('has a row for each target by its median, with a mark for each launch, and a CSV of both', async () => {
    const { page, errors } = await site.open(closedLoop);
    const rows = page.locator('.strip-row:not(.strip-axis)');
    expect(await rows.locator('.strip-name').allInnerTexts()).toEqual([
      'capriccio',
      'native',
      'apache',
      'nginx',
    ]);
    expect(await rows.nth(1).locator('.strip-number').innerText()).toContain('2 modes: 50 % around');
    const launches = await csvOf(page, 'Every launch');
    expect(launches).toHaveLength(36);
    expect(await page.locator('.strip-mark').count()).toBe(36);
    const quartiles = await csvOf(page, 'Quartiles');
    expect(quartiles.map(({ target }) => target)).toEqual(['capriccio', 'native', 'apache', 'nginx']);
    expect(errors).toEqual([]);
  });

  it('goes along the launches and from target to target with the arrow keys, and opens what is behind', async () => {
    const { page } = await site.open(closedLoop);
    await page.locator('.strip-plot[tabindex]').first().focus();
    const said = page.locator('.strips .said');
    await page.keyboard.press('ArrowRight');
    expect(await said.innerText()).toMatch(/^capriccio, launch \d+, block \d+: [\d,]+ requests\/s, valid$/);
    const first = await said.innerText();
    await page.keyboard.press('End');
    expect(await said.innerText()).not.toBe(first);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    expect(await said.innerText()).toMatch(/^native, launch/);
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    expect(decodeURIComponent(new URL(page.url()).hash)).toContain('cell=server/throughput/native/');
  });

  it('divides each launch by the median of its target when asked, and keeps that in the address', async () => {
    const { page } = await site.open(closedLoop);
    await page.locator('label', { has: page.getByText('Relative to its median') }).click();
    expect(new URL(page.url()).hash).toContain('relative=1');
    expect(await page.locator('.strip-axis .strip-name').innerText()).toBe('× its median');
    expect(await page.getByText('Axis', { exact: true }).count()).toBe(0);
  });

  it('hollows out what has marks, and keeps it out of the order', async () => {
    const { page } = await site.open('#view=distribution&at=clients:4096,rate:0');
    expect(await page.locator('.strip-group').first().innerText()).toContain('not to be judged by');
    expect(await page.locator('.strip-mark.hollow').count()).toBe(24);
  });

  it('shows both families of percentiles where the loop is open, and says what a closed one lacks', async () => {
    const { page } = await site.open('#view=distribution&at=clients:256,rate:8000');
    const tail = page.locator('.tail');
    await page.locator('.tail canvas').first().scrollIntoViewIfNeeded();
    expect(await tail.locator('.chart-panel:visible').count()).toBe(2);
    const rows = await csvOf(page, 'The numbers');
    expect(rows.filter(({ target }) => target === 'capriccio').map(({ percentile }) => percentile)).toEqual([
      '50',
      '99',
      '99.9',
    ]);
    const requests = await csvOf(page, 'Requests behind these times');
    expect(requests.find(({ target }) => target === 'nginx')?.['failedLaunches']).toBe('12');
    await page.locator('select[data-control^="Requested rate"]').selectOption('0');
    await page.getByText('Response time from the real start: not recorded at this point.').waitFor();
    expect(await tail.locator('.chart-panel:visible').count()).toBe(1);
  });

  it('has no tail for a suite without responses, and shows hostile words as words', async () => {
    const { page, errors } = await site.open(`#view=distribution&run=${exampleRun().run.id}&at=pairs:32768`);
    expect(await page.locator('.tail').innerText()).toBe('');
    expect(await page.locator('main').innerText()).toContain(hostileText.slice(0, 12));
    expect(errors).toEqual([]);
  });
});
