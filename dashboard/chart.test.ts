import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Chart } from 'chart.js';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { grouped } from './src/chart/numbers.js';
import { drawnChart, openEverything, testSite } from './test/browser.js';
import { exampleRun } from './test/example.js';

const figures = ['7.3', '7.3-buffer-128'] as const;
const figure = '#view=figures&suite=producer-consumer&figure=7.3';

const site = testSite([exampleRun()]);

async function labels(page: Page): Promise<string[]> {
  return (await drawnChart(page)).curves.map(({ label }) => label);
}

/** Where a point is drawn on the screen. */
async function placeOf(page: Page, curve: string, index: number): Promise<{ x: number; y: number }> {
  const { curves } = await drawnChart(page);
  const place = curves.find(({ label }) => label === curve)?.places[index];
  const box = await page.locator('canvas').boundingBox();
  if (place === undefined || box === null) throw new Error('the point is not drawn');
  return { x: box.x + place.x, y: box.y + place.y };
}

/** The control that has the focus, by its name. */
function focused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['control']);
}

describe('the legend of a chart', () => {
  it('shows one curve alone and all again, from the keyboard, which stays where it is', async () => {
    const { page } = await site.open(figure);
    const before = await labels(page);
    await page.getByRole('button', { name: 'only native' }).press('Enter');
    expect(await labels(page)).toEqual(['native']);
    expect(await focused(page)).toBe('only native');
    await page.getByLabel('capriccio', { exact: true }).press('Space');
    expect(await labels(page)).toEqual(['capriccio', 'native']);
    expect(await focused(page)).toBe('curve capriccio');
    await page.getByRole('button', { name: 'Show all' }).press('Enter');
    expect(await labels(page)).toEqual(before);
    expect(await focused(page)).toBe('all curves');
  }, 60_000);

  it('has the signs of the curves: colour and dashes, a variant those of its own', async () => {
    const { page } = await site.open(figure);
    const { curves } = await drawnChart(page);
    const signs = await page.locator('.entry').evaluateAll((entries) =>
      entries.map((entry) => {
        const line = entry.querySelector('line');
        const svg = entry.querySelector('svg');
        if (line === null || svg === null) throw new Error('a curve without a sign');
        return {
          colour: getComputedStyle(svg).color,
          dashed: line.getAttribute('stroke-dasharray') !== 'none',
        };
      }),
    );
    expect(signs.map(({ dashed }) => dashed)).toEqual(curves.map(({ dashed }) => dashed));
    const rgb = (hex: string) =>
      `rgb(${[1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16)).join(', ')})`;
    expect(signs.map(({ colour }) => colour)).toEqual(curves.map(({ colour }) => rgb(colour)));
    const at = (label: string) => curves.findIndex((curve) => curve.label === label);
    expect(signs[at('event-loop:promise-mutex')]).toEqual({ ...signs[at('event-loop')], dashed: true });
  }, 60_000);
});

describe('a point of a chart', () => {
  it('opens its launches by Enter, and is active again when they are closed', async () => {
    const { page } = await site.open(figure);
    await page.locator('canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const said = await page.locator('.said').innerText();
    expect(said).toContain('capriccio at 8 pairs');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('cell=producer-consumer/throughput/capriccio');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !location.hash.includes('cell='));
    expect(await focused(page)).toBe('chart');
    expect(await page.locator('.said').innerText()).toBe(said);
  }, 60_000);

  it('opens its launches by a click, and a published one opens nothing', async () => {
    const { page } = await site.open(figure);
    const published = await placeOf(page, 'LinuxThreads, 2003 hardware', 8);
    await page.mouse.click(published.x, published.y);
    expect(page.url()).not.toContain('cell=');
    const native = await placeOf(page, 'native', 2);
    await page.mouse.click(native.x, native.y);
    await expect.poll(() => page.url()).toContain('cell=producer-consumer/throughput/native');
  }, 60_000);

  it('is said in a tooltip that fits a phone', async () => {
    const { page } = await site.open(figure, { viewport: { width: 360, height: 740 } });
    await page.locator('canvas').scrollIntoViewIfNeeded();
    const { x, y } = await placeOf(page, 'nptl', 4);
    await page.mouse.move(x, y);
    const tooltip = () =>
      page.evaluate(() => {
        const charts = (window as unknown as { Chart: typeof Chart }).Chart;
        const chart = charts.getChart(document.querySelector('canvas') ?? '');
        const { x: left, width, title } = chart?.tooltip ?? { x: NaN, width: NaN, title: [] };
        return { left, right: left + width, across: chart?.width ?? NaN, title: title.join(' ') };
      });
    await expect.poll(async () => (await tooltip()).title).toBe('nptl at 4,096 pairs');
    const { left, right, across } = await tooltip();
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(across);
  }, 60_000);
});

describe('a chart', () => {
  it('says why nothing is drawn', async () => {
    const keys = (await drawnChart((await site.open(figure)).page)).curves;
    expect(keys.length).toBe(9);
    const hidden = [
      'capriccio,event-loop,event-loop:promise-mutex,native,nptl,worker-threads',
      'reference:Capriccio,reference:LinuxThreads,reference:NPTL',
    ];
    const { page } = await site.open(`${figure}&hide=${hidden.join(',')}`);
    expect(await page.locator('.nothing').innerText()).toContain('Every curve is hidden');
    await page.getByLabel('native', { exact: true }).check();
    expect(await page.locator('.nothing').isVisible()).toBe(false);
  }, 60_000);

  it('keeps its table, and the place of the reader in it, when other curves are drawn', async () => {
    const { page } = await site.open(figure);
    await openEverything(page);
    const table = page.locator('.chart-panel .scroll');
    await table.evaluate((region) => {
      region.scrollTop = 200;
      region.dataset['seen'] = 'yes';
    });
    await page.getByLabel('native', { exact: true }).uncheck();
    expect(await table.evaluate((region) => [region.scrollTop, region.dataset['seen']])).toEqual([
      200,
      'yes',
    ]);
  }, 60_000);

  it('waits until it is near the screen, or is printed, or is wanted as a picture', async () => {
    const options = { viewport: { width: 1200, height: 120 } };
    const isDrawn = (page: Page) =>
      page.evaluate(() => {
        const charts = (window as unknown as { Chart: typeof Chart }).Chart;
        return charts.getChart(document.querySelector('canvas') ?? '') !== undefined;
      });
    const { page: scrolled } = await site.open(figure, options);
    expect(await isDrawn(scrolled)).toBe(false);
    await scrolled.locator('canvas').scrollIntoViewIfNeeded();
    await expect.poll(() => isDrawn(scrolled)).toBe(true);
    const { page: printed } = await site.open(figure, options);
    await printed.emulateMedia({ media: 'print' });
    await expect.poll(() => isDrawn(printed)).toBe(true);
    const { page: saved } = await site.open(figure, options);
    await openEverything(saved);
    const download = saved.waitForEvent('download');
    await saved.getByRole('button', { name: 'Download PNG' }).dispatchEvent('click');
    const file = await download;
    expect(file.suggestedFilename()).toBe(`${exampleRun().run.id}-7.3.png`);
    expect(
      readFileSync(await file.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  }, 60_000);

  it('takes ink and paper from the system where that forces its colours, and keeps those of the curves', async () => {
    const { page } = await site.open(figure, { forcedColors: 'active', colorScheme: 'dark' });
    const { curves } = await drawnChart(page);
    expect(curves[0]?.colour).toBe('#f26c12');
    const colours = await page.evaluate(() => {
      const charts = (window as unknown as { Chart: typeof Chart }).Chart;
      const chart = charts.getChart(document.querySelector('canvas') ?? '');
      return [chart?.options.color, chart?.options.plugins?.tooltip?.titleColor];
    });
    expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    const swatch = page.locator('.entry svg').first();
    expect(await swatch.evaluate((svg) => getComputedStyle(svg).color)).toBe('rgb(242, 108, 18)');
  }, 60_000);

  it.each(figures)(
    'has the same numbers as its table and its file: figure %s',
    async (id) => {
      const { page } = await site.open(`#view=figures&suite=producer-consumer&figure=${id}`);
      const { curves } = await drawnChart(page);
      await openEverything(page);
      const download = page.waitForEvent('download');
      await page.locator('.chart-panel').getByRole('button', { name: 'Download CSV' }).dispatchEvent('click');
      const text = readFileSync(await (await download).path(), 'utf8');
      const lines = parse(text, { columns: true }) as Record<string, string>[];
      const number = (field = '') => (field === '' ? NaN : Number(field));
      const written = lines.map((line) => {
        const [lo, hi] = [number(line['lo']), number(line['hi'])];
        const bar = Number.isNaN(lo) ? {} : { yMin: lo, yMax: hi };
        return [line['curve'], { x: number(line['pairs']), y: number(line['throughput']), ...bar }] as const;
      });
      const byCurve = curves.flatMap(({ label, points }) => points.map((point) => [label, point] as const));
      expect(byCurve).toHaveLength(written.length);
      for (const line of written) expect(byCurve).toContainEqual(line);
      const cells = await page
        .locator('.chart-panel tbody tr:not(.group)')
        .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
      expect(cells.map(([curve, , value]) => [curve, value])).toEqual(
        written.map(([curve, { y }]) => [curve, Number.isNaN(y) ? 'missing' : grouped(y)]),
      );
    },
    60_000,
  );
});
