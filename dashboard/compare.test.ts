import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { drawnChart, openEverything, testSite } from './test/browser.js';
import { exampleRun } from './test/example.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const example = exampleRun();

const site = testSite([example]);

function open(hash = '', options = {}) {
  return site.open(`#view=compare${hash}`, options);
}

/** Waits until what was chosen is drawn. */
function ready(page: Page) {
  return page.waitForSelector('body[data-ready]');
}

/** The texts of the cells of a table, row by row. */
function rowsOf(page: Page, name: string | RegExp): Promise<string[][]> {
  return page
    .getByRole('region', { name })
    .locator('tbody tr:not(.group)')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
}

describe('the view that compares targets', () => {
  it('draws a curve a target, as ratios to the event loop, and says so', async () => {
    const { page, errors } = await open();
    const { curves, y } = await drawnChart(page);
    expect(curves.map(({ label }) => label)).toEqual([
      'capriccio',
      'event-loop:promise-mutex',
      'native',
      'nptl',
      'worker-threads',
    ]);
    expect(y).toEqual({ type: 'logarithmic', title: 'Throughput: times better than event-loop' });
    expect(curves[2]?.points[0]?.y).toBeCloseTo(1.94, 1);
    expect(await page.locator('main').innerText()).toContain(
      'Every target is held against event-loop (the usual baseline: choose another above)',
    );
    expect(errors).toEqual([]);
  });

  it('says the verdict of a point to those who go through it with the keyboard', async () => {
    const { page } = await open();
    await page.locator('canvas').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.said').innerText()).toMatch(
      /^capriccio at 1 pair: 1\.\d+ ×, 95 % interval .* to .*, 6 launches, better, \+\d+\.\d % \[\+.*\]; q 0\.\d+$/,
    );
  });

  it('holds the targets against another one, from the keyboard, and keeps that in the address', async () => {
    const { page } = await open();
    const chooser = page.getByRole('combobox', { name: 'Against' });
    await chooser.focus();
    await chooser.selectOption('nptl');
    await ready(page);
    expect(new URL(page.url()).hash).toBe('#view=compare&base=nptl');
    expect((await drawnChart(page)).y.title).toBe('Throughput: times better than nptl');
    expect(
      await page.getByRole('combobox', { name: 'Against' }).evaluate((box) => box === document.activeElement),
    ).toBe(true);
    const again = await open('&base=nptl');
    expect(await drawnChart(again.page)).toEqual(await drawnChart(page));
  });

  it('says what an address asks for in vain', async () => {
    const { page } = await open('&base=gone');
    expect(await page.locator('#notices').innerText()).toContain('“gone” has no number');
  });

  it('turns the ratio where lower is better, and says so', async () => {
    const { page } = await open('&metric=cpuPerWork');
    expect(await page.locator('main').innerText()).toContain(
      'lower is better here, so each ratio is the value of event-loop over a target',
    );
    const { curves } = await drawnChart(page);
    expect(curves.find(({ label }) => label === 'native')?.points[0]?.y).toBeGreaterThan(1);
  });

  it('hides a curve without changing the others, and keeps its numbers', async () => {
    const { page } = await open();
    const before = await drawnChart(page);
    await page.getByRole('checkbox', { name: 'capriccio' }).focus();
    await page.keyboard.press('Space');
    await ready(page);
    const { curves } = await drawnChart(page);
    expect(curves.map(({ label, colour, points }) => [label, colour, points])).toEqual(
      before.curves.slice(1).map(({ label, colour, points }) => [label, colour, points]),
    );
    await openEverything(page);
    expect((await rowsOf(page, /every target against/)).some(([name]) => name === 'capriccio')).toBe(true);
  });

  it('has both values, ratio, interval and the verdict of every point in a table', async () => {
    const { page } = await open();
    await openEverything(page);
    const rows = await rowsOf(page, /every target against/);
    expect(rows).toHaveLength(5 * 6);
    const native = rows.filter(([name]) => name === 'native');
    expect(native[0]?.slice(-1)[0]).toMatch(/^better, \+9\d\.\d % \[\+\d+\.\d, \+\d+\.\d\]$/);
    expect(native[3]).toEqual([
      'native',
      'missing',
      expect.stringMatching(/^[\d,]+$/),
      '–',
      '–',
      '0',
      '–',
      '–',
      'no comparison: native: it was not launched here',
    ]);
    expect(rows.filter(([name]) => name === 'worker-threads')[3]?.at(-1)).toContain(
      'more memory than there is',
    );
  });

  it('opens the launches of either side of a row', async () => {
    const { page } = await open();
    await openEverything(page);
    const row = page
      .getByRole('region', { name: /every target against/ })
      .locator('tr', { hasText: 'capriccio' });
    await row.first().locator('button').nth(1).click();
    expect(decodeURIComponent(new URL(page.url()).hash)).toContain(
      'cell=producer-consumer/throughput/event-loop/',
    );
  });

  it('tells the geometric mean over the sweep, of how many points, and where curves cross', async () => {
    const { page } = await open();
    const rows = await rowsOf(page, /geometric mean/);
    expect(rows.map(([name, , points]) => [name, points])).toEqual([
      ['capriccio', '6 of 6'],
      ['event-loop:promise-mutex', '6 of 6'],
      ['native', '5 of 6'],
      ['nptl', '4 of 6'],
      ['worker-threads', '3 of 6'],
    ]);
    expect(rows[2]?.[1]).toMatch(/^2\.\d+ × \[2\.\d+, 2\.\d+\]$/);
    expect(rows[1]?.[1]).toMatch(/^1\/1\d\.\d × \[1\/1\d\.\d, 1\/1\d\.\d\]$/);
    expect(rows[2]?.[3]).toBe('better at 5, not compared at 1');
    expect(rows[2]?.[4]).toContain('no crossing: the estimate is better from 1 pair to 32,768 pairs');
  });

  it('has the means of what is chosen, though the choice was taken back while they were computed', async () => {
    const { page } = await open();
    await rowsOf(page, /geometric mean/);
    await page.evaluate(async () => {
      for (const hash of ['#view=compare&base=nptl', '#view=compare']) {
        location.hash = hash;
        await new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
        // Long enough for the chart, and too short for the means of five targets.
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    await ready(page);
    const table = page.getByRole('region', { name: /geometric mean of the ratios to event-loop/ });
    await table.waitFor();
    expect(await page.locator('.overall').innerText()).not.toContain('being computed');
  });

  it('saves what the table says', async () => {
    const { page } = await open();
    await openEverything(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).first().click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(
      `${example.run.id}-producer-consumer-throughput-against-event-loop.csv`,
    );
    const csv = parse(readFileSync(await file.path(), 'utf8'), { columns: true }) as Record<string, string>[];
    const rows = await rowsOf(page, /every target against/);
    const shown = (text = '') => (text === '' ? '–' : Number(text).toFixed(3));
    expect(csv.map(({ target, ratio, words }) => [target, shown(ratio), words])).toEqual(
      rows.map((cells) => [cells[0], cells[3], cells.at(-1)]),
    );
  });
});

describe('the comparison of targets is for everybody', () => {
  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['in forced colours', { forcedColors: 'active' as const }],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
  ])('axe finds nothing against it, %s', async (_, options) => {
    const { page } = await open('', { ...options, bypassCSP: true });
    await openEverything(page);
    await page.addScriptTag({ content: axeSource });
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: typeof Axe }).axe.run('#content'),
    );
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
