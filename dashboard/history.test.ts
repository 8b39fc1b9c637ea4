import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../harness/setup/browser.mjs';
import { drawnChart, openEverything, TestBrowser } from './test/browser.js';
import { earlierRun, exampleRun, exampleTrends } from './test/example.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const trends = exampleTrends();

let browser: TestBrowser;
let folder: string;
let without: string;
beforeAll(async () => {
  browser = await TestBrowser.start(findBrowser());
  folder = browser.publish([exampleRun()], { trends });
  without = browser.publish([exampleRun()]);
}, 60_000);
afterAll(() => browser.stop());

describe('the history', () => {
  it('draws the trends that the address selects, and their numbers', async () => {
    const { page, errors } = await browser.open(folder, '#view=history&at=pairs:1');
    const drawn = await drawnChart(page);
    const selected = trends.filter(({ metric, point }) => metric === 'throughput' && point['pairs'] === 1);
    const values = selected.flatMap(({ points }) => points.map(({ median }) => median)).sort((a, b) => a - b);
    const shown = drawn.curves
      .flatMap(({ points }) => points.map(({ y }) => y))
      .filter((y) => !Number.isNaN(y));
    expect(shown.sort((a, b) => a - b)).toEqual(values);
    expect(drawn.y.title).toBe('Throughput, items/s');
    expect(errors).toEqual([]);
  });

  it('is chosen from the keyboard, and the address says it', async () => {
    const { page } = await browser.open(folder, '#view=history');
    await page.getByLabel('Metric').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => new URL(page.url()).hash).toBe('#view=history&metric=cpuPerWork');
    await expect(
      page.getByLabel('Metric').evaluate((select) => select === document.activeElement),
    ).resolves.toBe(true);
    await page.getByLabel('Producers (= consumers)').focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => new URL(page.url()).hash).toBe('#view=history&metric=cpuPerWork&at=pairs:1');
    expect((await drawnChart(page)).y.title).toBe('CPU time per item, ns');
  });

  it('says the changes, what could be seen, the conditions, and what was left out', async () => {
    const { page } = await browser.open(folder, '#view=history');
    const words = await page.locator('main').innerText();
    expect(words).toMatch(
      /event-loop \(conditions 2\): 1\d\.\d % worse \[.* % worse, .* % worse\], p 0\.00\d/,
    );
    expect(words).toContain('tutti history --bisect');
    expect(words).toContain('These runs were measured under 2 sets of conditions');
    expect(words).toContain('kept-12');
    expect(words).toContain('3 of 6 curves could show one; 0.03 would by chance');
  });

  it('leads from a number to the launches of its run, where that is published', async () => {
    const { page } = await browser.open(folder, '#view=history&at=pairs:1');
    await openEverything(page);
    const buttons = page.locator('tbody th button');
    expect(await buttons.count()).toBe(3);
    await buttons.first().focus();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => new URL(page.url()).hash)
      .toContain('cell=producer-consumer/throughput/capriccio/capacity:1,pairs:1');
  });

  it('leads to another run without the pin of the one on the page', async () => {
    const earlier = earlierRun();
    const both = browser.publish([exampleRun(), earlier], { trends });
    const address = `#view=history&run=${earlier.run.id}&data=0123456789abcdef&at=pairs:1`;
    const { page } = await browser.open(both, address);
    await openEverything(page);
    await page.locator('tbody th button').first().click();
    await expect.poll(() => new URL(page.url()).hash).toContain('cell=');
    expect(new URL(page.url()).hash).toContain(`run=${exampleRun().run.id}`);
    expect(new URL(page.url()).hash).not.toContain('data=');
  });

  it('has a table that is its CSV', async () => {
    const { page } = await browser.open(folder, '#view=history');
    await openEverything(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).first().click(),
    ]);
    const rows = parse(readFileSync(await download.path(), 'utf8'), { columns: true }) as { run: string }[];
    const table = page.locator('table').first();
    const shown = await table.locator('tbody tr:not(.group) td:nth-child(2)').allInnerTexts();
    expect(rows.map(({ run }) => run)).toEqual(shown);
    expect(rows).toHaveLength(119);
  });

  it('says how a history is begun where there is none', async () => {
    const { page, errors } = await browser.open(without, '#view=history');
    expect(await page.locator('main').innerText()).toContain('tutti history --add');
    expect(errors).toEqual([]);
  });

  it.each([
    ['light', { colorScheme: 'light' as const }],
    ['dark', { colorScheme: 'dark' as const }],
    ['in forced colours', { forcedColors: 'active' as const }],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
  ])('axe finds nothing against it, %s', async (_, options) => {
    const { page } = await browser.open(folder, '#view=history', { ...options, bypassCSP: true });
    await openEverything(page);
    await page.addScriptTag({ content: axeSource });
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof Axe }).axe.run());
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
