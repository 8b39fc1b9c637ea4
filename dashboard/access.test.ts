import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../harness/setup/browser.mjs';
import { drawnChart, openEverything, TestBrowser } from './test/browser.js';
import { exampleRun, olderRun } from './test/example.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: TestBrowser;
let folder: string;
beforeAll(async () => {
  browser = await TestBrowser.start(findBrowser());
  folder = browser.publish([exampleRun(), olderRun()]);
}, 60_000);
afterAll(() => browser.stop());

describe('for everybody', () => {
  it('goes from point to point with the arrow keys, and says each in words', async () => {
    const { page } = await browser.open(folder);
    await page.locator('canvas').focus();
    const said = page.locator('[aria-live]');
    await page.keyboard.press('ArrowRight');
    expect(await said.innerText()).toMatch(
      /^capriccio at 1 pair: [\d,]+ items\/s, 95 % interval [\d,]+ to [\d,]+, 6 launches, valid$/,
    );
    await page.keyboard.press('ArrowRight');
    expect(await said.innerText()).toContain('capriccio at 8 pairs');
    await page.keyboard.press('ArrowDown');
    expect(await said.innerText()).toContain('event-loop at 8 pairs');
    await page.keyboard.press('End');
    expect(await said.innerText()).toContain('event-loop at 32,768 pairs');
    await page.keyboard.press('Escape');
    expect(await said.innerText()).toBe('');
  });

  it('passes over points that were not measured', async () => {
    const { page } = await browser.open(folder, '#hide=capriccio,event-loop,event-loop:promise-mutex');
    await page.locator('canvas').focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight');
    expect(await page.locator('[aria-live]').innerText()).toContain('native at 4,096 pairs');
  });

  it('shows and hides curves from the keyboard', async () => {
    const { page } = await browser.open(folder);
    await page.getByLabel('native').focus();
    await page.keyboard.press('Space');
    expect((await drawnChart(page)).curves.map(({ label }) => label)).not.toContain('native');
    await expect(page.getByLabel('native').evaluate((box) => box === document.activeElement)).resolves.toBe(
      true,
    );
  });

  it.each([
    ['light', { colorScheme: 'light' as const }, ''],
    ['dark', { colorScheme: 'dark' as const }, ''],
    ['on a phone', { viewport: { width: 360, height: 740 } }, ''],
    ['of a suite without figures', {}, '#suite=plain'],
  ])('axe finds nothing against the page, %s', async (_, options, hash) => {
    const { page } = await browser.open(folder, hash, { ...options, bypassCSP: true });
    await openEverything(page);
    await page.addScriptTag({ content: axeSource });
    const { violations, passes } = await page.evaluate(() =>
      (window as unknown as { axe: typeof Axe }).axe.run(),
    );
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(passes.length).toBeGreaterThan(20);
  });

  it('does not scroll sideways on a phone', async () => {
    const { page } = await browser.open(folder, '', { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  it('draws with other colours in the dark, and changes with the system', async () => {
    const { page } = await browser.open(folder, '', { colorScheme: 'dark' });
    const dark = await drawnChart(page);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe('rgb(23, 25, 29)');
    const grey = dark.curves.at(-1)?.colour;
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await ground()).toBe('rgb(255, 254, 251)');
    await expect.poll(async () => (await drawnChart(page)).curves.at(-1)?.colour).not.toBe(grey);
    const light = await drawnChart(page);
    expect(light.curves.map(({ points }) => points)).toEqual(dark.curves.map(({ points }) => points));
  });

  it('prints light, with everything open and without controls', async () => {
    const { page } = await browser.open(folder, '', { colorScheme: 'dark' });
    const closed = await page.locator('details:not([open])').count();
    const closedNow = () => page.locator('details:not([open])').count();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(closedNow).toBe(0);
    expect(await page.locator('.controls').isVisible()).toBe(false);
    await expect.poll(async () => (await drawnChart(page)).curves.at(-1)?.colour).toBe('#74767c');
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(closedNow).toBe(closed);
    expect(closed).toBeGreaterThan(0);
  });
});
