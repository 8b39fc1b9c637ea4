import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { summarise } from '../harness/stats/summarise.js';
import { drawnChart, testSite } from './test/browser.js';
import { exampleRun, olderRun } from './test/example.js';

const example = exampleRun();
const published = ['Capriccio, 2003 hardware', 'LinuxThreads, 2003 hardware', 'NPTL, 2003 hardware'];
const measured = ['capriccio', 'event-loop', 'event-loop:promise-mutex', 'native', 'nptl', 'worker-threads'];

const site = testSite([example, olderRun()]);

/** Clicks a control by what stands beside it. */
function choose(page: Page, words: string) {
  return page.locator('label', { has: page.getByText(words, { exact: true }) }).click();
}

describe('the view of figures', () => {
  it('draws one curve a target with the values and intervals of the summary, and the published ones dashed', async () => {
    const { page } = await site.open('#view=figures');
    const { curves, x, y } = await drawnChart(page);
    expect(curves.map(({ label }) => label)).toEqual([...measured, ...published]);
    expect(curves.map(({ dashed }) => dashed)).toEqual([
      // A variant is dashed in the colour of its target.
      ...measured.map((name) => name.includes(':')),
      ...published.map(() => true),
    ]);
    expect([x.type, y.type]).toEqual(['logarithmic', 'logarithmic']);
    const cells = summarise(example.launches, example.run.suites).filter(
      ({ suite, metric, median }) =>
        suite === 'producer-consumer' && metric === 'throughput' && median !== null,
    );
    const drawn = curves
      .slice(0, 6)
      .flatMap(({ label, points }) =>
        points.filter(({ y: value }) => !Number.isNaN(value)).map((point) => ({ target: label, ...point })),
      );
    expect(drawn).toHaveLength(cells.length);
    for (const { target, point, median, lo, hi } of cells) {
      const bar = lo === null || hi === null ? {} : { yMin: lo, yMax: hi };
      expect(drawn).toContainEqual({ target, x: point['pairs'], y: median, ...bar });
    }
    expect(drawn.some(({ yMin }) => yMin !== undefined)).toBe(true);
    for (const { points, places } of curves) {
      const visible = places.filter(
        (place, index) => !Number.isNaN(points[index]?.y) && place.y >= 0 && place.y <= 900,
      );
      expect(visible).toHaveLength(points.filter(({ y: value }) => !Number.isNaN(value)).length);
    }
  });

  it('shows every curve relative to its own first point, and goes back', async () => {
    const { page } = await site.open('#view=figures');
    const before = await drawnChart(page);
    await choose(page, 'Relative to the first point');
    const { curves, y } = await drawnChart(page);
    expect(y.title).toBe('Throughput, relative to its first point');
    for (const [index, { points }] of curves.entries()) {
      const first = before.curves[index]?.points[0]?.y ?? NaN;
      expect(points[0]?.y).toBe(1);
      expect(points[1]?.y).toBe((before.curves[index]?.points[1]?.y ?? NaN) / first);
    }
    await choose(page, 'As measured');
    expect(await drawnChart(page)).toEqual(before);
  });

  it('changes the vertical axis between logarithmic and linear', async () => {
    const { page } = await site.open('#view=figures');
    await choose(page, 'Linear');
    expect((await drawnChart(page)).y.type).toBe('linear');
    await choose(page, 'Log');
    expect((await drawnChart(page)).y.type).toBe('logarithmic');
  });

  it('hides a curve, and leaves the colours of the others as they were', async () => {
    const { page } = await site.open('#view=figures');
    const before = await drawnChart(page);
    await choose(page, 'capriccio');
    const { curves } = await drawnChart(page);
    expect(curves.map(({ label, colour }) => [label, colour])).toEqual(
      before.curves.slice(1).map(({ label, colour }) => [label, colour]),
    );
  });

  it('keeps what was chosen in the address, and shows the same again from it', async () => {
    const { page } = await site.open('#view=figures');
    await page.getByRole('link', { name: 'buffer of 128' }).click();
    await page.getByRole('heading', { level: 2, name: 'buffer of 128' }).waitFor();
    await choose(page, 'Linear');
    await choose(page, 'Relative to the first point');
    await choose(page, 'NPTL, 2003 hardware');
    const hash = new URL(page.url()).hash;
    expect(hash).toBe(
      '#view=figures&suite=producer-consumer&figure=7.3-buffer-128&y=linear&relative=1&hide=reference:NPTL',
    );
    const again = await site.open(hash);
    expect(await drawnChart(again.page)).toEqual(await drawnChart(page));
    await expect(again.page.getByLabel('NPTL, 2003 hardware').isChecked()).resolves.toBe(false);
    await page.goBack();
    await page.getByText('Figure 7.3', { exact: false }).first().waitFor();
    expect(new URL(page.url()).hash).toBe('#view=figures');
  });

  it('says what an address asks for in vain, and shows the rest', async () => {
    const { page } = await site.open('#view=figures&figure=9.9&y=cubic&run=gone');
    const notices = await page.locator('#notices').innerText();
    expect(notices).toContain('y=cubic');
    expect(notices).toContain('“9.9”');
    expect(notices).toContain('“gone”');
    expect((await drawnChart(page)).curves).toHaveLength(9);
  });

  it('sets what others have published of a suite beside what the run measured', async () => {
    const { page } = await site.open('#view=figures&suite=plain');
    const table = page.getByRole('region', { name: 'A published table' });
    expect(await table.locator('tr.group').allInnerTexts()).toEqual([
      'Measured in this run, at capacity=1,pairs=8',
      'As published: other hardware',
    ]);
    expect(await table.locator('tbody tr:not(.group)').count()).toBe(3);
    expect(await table.locator('tbody tr').last().innerText()).toMatch(/^Theirs [^]*21\.5/);
  });
});

/** The texts of the cells of the first table, row by row, the head first. */
function tableTexts(page: Page): Promise<string[][]> {
  return page
    .locator('table')
    .first()
    .locator('tr:not(.group)')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
}

describe('the table', () => {
  it('has every point with its value, interval, launches and validity in words', async () => {
    const { page } = await site.open('#view=figures');
    const [head, ...rows] = await tableTexts(page);
    expect(head?.slice(2, 4)).toEqual(['Throughput (items/s)', 'Interval']);
    expect(rows).toHaveLength(36 + 42);
    const row = (curve: string, pairs: string) =>
      rows.find(([name, x]) => name === curve && x === pairs) ?? [];
    expect(row('capriccio', '1').slice(-2)).toEqual(['6', 'valid']);
    expect(row('capriccio', '1')[3]).toMatch(/^[\d,]+ to [\d,]+$/);
    expect(row('native', '512').slice(2)).toEqual([
      'missing',
      '–',
      '–',
      '0',
      'missing: not measured in this run',
    ]);
    expect(row('nptl', '32,768').at(-1)).toBe('unsupported: pthread_create: EAGAIN after 30000 threads');
    expect(row('nptl', '4,096').slice(-2)).toEqual([
      '4',
      'some launches failed (2 launches: the target did not give a result in time); fewer than 6 launches: no interval',
    ]);
    expect(row('event-loop', '64').at(-1)).toContain('something else used the machine');
    expect(row('NPTL, 2003 hardware', '512').slice(2, 4)).toEqual(['5,300', '± 5,303']);
  });

  it('is what the CSV says, to the digits that are shown', async () => {
    const { page } = await site.open('#view=figures');
    await page.getByText('The numbers', { exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).first().click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`${example.run.id}-7.3.csv`);
    const csv = parse(readFileSync(await file.path(), 'utf8'), { columns: true }) as Record<string, string>[];
    const [, ...rows] = await tableTexts(page);
    const shown = (text = '') =>
      text === '' ? 'missing' : Number(text).toLocaleString('en-GB', { maximumSignificantDigits: 4 });
    expect(csv).toHaveLength(rows.length);
    expect(
      csv.map((line) => [line['curve'], Number(line['pairs']), shown(line['throughput']), line['validity']]),
    ).toEqual(rows.map((cells) => [cells[0], Number(cells[1]?.replaceAll(',', '')), cells[2], cells.at(-1)]));
    const intervals = csv.filter(({ kind, lo }) => kind === 'measured' && lo !== '');
    expect(intervals.map(({ lo, hi }) => `${shown(lo)} to ${shown(hi)}`)).toEqual(
      rows.map((cells) => cells[3]).filter((text) => text?.includes(' to ')),
    );
  });
});
