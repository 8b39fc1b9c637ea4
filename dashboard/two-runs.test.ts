import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Axe from 'axe-core';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../harness/setup/browser.mjs';
import { drawnChart, openEverything, TestBrowser } from './test/browser.js';
import { earlierRun, exampleRun, hostileText, olderRun } from './test/example.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const later = exampleRun();
const earlier = earlierRun();

let browser: TestBrowser;
/** Where both runs are published, and where only one is. */
let both: string;
let alone: string;
/** A run folder on disk. */
let runFolder: string;
beforeAll(async () => {
  browser = await TestBrowser.start(findBrowser());
  both = browser.publish([later, earlier, olderRun()]);
  alone = browser.publish([later]);
  runFolder = mkdtempSync(join(tmpdir(), 'tutti-brought-'));
  writeFileSync(join(runFolder, 'run.json'), JSON.stringify(earlier.run));
  writeFileSync(
    join(runFolder, 'launches.ndjson'),
    earlier.launches.map((launch) => `${JSON.stringify(launch)}\n`).join(''),
  );
}, 60_000);
afterAll(async () => {
  await browser.stop();
  rmSync(runFolder, { recursive: true });
});

const link = `#view=two&with=${earlier.run.id}`;

function runChooser(page: Page, side: 'A' | 'B') {
  return page.getByRole('group', { name: 'The two runs' }).getByRole('combobox', { name: `Run ${side}` });
}

function rowsOf(page: Page): Promise<string[][]> {
  return page
    .getByRole('region', { name: /cell by cell/ })
    .locator('tbody tr:not(.group)')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
}

/** Opens the launches of run B behind the first row. */
async function openOfB(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: /cell by cell/ })
    .locator('tbody button')
    .nth(1)
    .click();
  await page.locator('dialog[open]').waitFor({ state: 'attached' });
}

describe('the view of two runs', () => {
  it('asks for a second run, and takes it from the keyboard into the address', async () => {
    const { page } = await browser.open(both, '#view=two');
    expect(await page.locator('#content').innerText()).toContain('Choose run B above, or bring a run.');
    await runChooser(page, 'B').focus();
    await runChooser(page, 'B').selectOption(earlier.run.id);
    await page.getByText('Of 41 cells in run B').waitFor();
    expect(new URL(page.url()).hash).toBe(link);
    expect(await runChooser(page, 'B').evaluate((box) => box === document.activeElement)).toBe(true);
  });

  it('tells what moved, in words, in a chart and in a table', async () => {
    const { page, errors } = await browser.open(both, link);
    expect(await page.locator('#content').innerText()).toContain(
      'Of 41 cells in run B, held against run A: 5 worse',
    );
    const { curves, y } = await drawnChart(page);
    expect(y).toEqual({ type: 'logarithmic', title: 'How many times better run B is than run A' });
    const native = curves.find(({ label }) => label === 'native');
    expect(native?.points.every((point) => Math.abs(point.y - 0.75) < 1e-9)).toBe(true);
    const rows = await rowsOf(page);
    expect(rows).toHaveLength(41);
    expect(rows.slice(0, 5).every(([target]) => target === 'native')).toBe(true);
    expect(rows[0]?.at(-1)).toMatch(/^worse, −25\.0 % \[−\d+\.\d, −\d+\.\d\]$/);
    expect(errors).toEqual([]);
  });

  it('says of a point which cell it is', async () => {
    const { page } = await browser.open(both, `${link}&hide=capriccio,event-loop,event-loop:promise-mutex`);
    await page.locator('canvas').focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('.said').innerText()).toMatch(
      /^native at .*Throughput, .*\d+ pairs?: 0\.75 ×, 95 % interval .*, worse, −25\.0 %/,
    );
  });

  it('compares one suite by one metric, where that is chosen', async () => {
    const { page } = await browser.open(both, link);
    const what = page.getByRole('group', { name: 'What is compared' });
    await what.getByRole('combobox', { name: 'Suite' }).selectOption('plain');
    await what.getByRole('combobox', { name: 'Metric' }).selectOption('peakMemory');
    await page.getByText('Peak memory in bytes').waitFor();
    expect(new URL(page.url()).hash).toBe(`#view=two&with=${earlier.run.id}&suite=plain&metric=peakMemory`);
  });

  it('lists what differs around them', async () => {
    const { page } = await browser.open(both, link);
    const table = page.getByRole('region', { name: 'What is not the same' });
    await openEverything(page);
    expect(await table.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^revision\s+0123\w+\s+an-earlier-revision\s+leaves them comparable$/),
    ]);
  });

  it('opens the launches of the run of the page by the address', async () => {
    const { page } = await browser.open(both, link);
    const [a] = await page
      .getByRole('region', { name: /cell by cell/ })
      .locator('tbody button')
      .all();
    await a?.click();
    expect(decodeURIComponent(new URL(page.url()).hash)).toContain(
      'cell=producer-consumer/throughput/native/',
    );
  });

  it('opens the launches of the other run over the page', async () => {
    const { page } = await browser.open(both, link);
    await page
      .getByRole('region', { name: /cell by cell/ })
      .locator('tbody button')
      .nth(1)
      .click();
    await page.locator('dialog[open]').waitFor({ state: 'attached' });
    expect(new URL(page.url()).hash).toBe(link);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  });

  it('links from the launches of the other run to these', async () => {
    const { page } = await browser.open(both, link);
    await openOfB(page);
    await page.locator('dialog').getByRole('button', { name: 'Copy link' }).click();
    const given = await page.locator('dialog').getByLabel('Link to this view').inputValue();
    const title = await page.locator('#cell-title').innerText();
    const { hash } = new URL(given);
    expect(hash).toMatch(new RegExp(`^#run=${earlier.run.id}&data=\\w+&cell=producer-consumer/`));
    const { page: linked } = await browser.open(both, hash);
    await linked.locator('dialog[open]').waitFor();
    expect(await linked.locator('#cell-title').innerText()).toBe(title);
    expect(await linked.locator('#notices').innerText()).toBe('');
  });

  it('closes the launches of the other run with the view, and when it is drawn anew', async () => {
    for (const hash of [`${link}&suite=plain`, '#view=method']) {
      const { page } = await browser.open(both, link);
      await openOfB(page);
      await page.evaluate((next) => (location.hash = next), hash);
      await expect.poll(() => page.locator('dialog').count()).toBe(0);
    }
  });

  it('says what an address asks for in vain', async () => {
    for (const [asked, words] of [
      ['&suite=gone', 'have no suite “gone” in common'],
      ['&suite=plain&metric=gone', 'Suite plain has no metric “gone” in both runs'],
      ['&metric=throughput', 'is of one suite, and none is chosen'],
    ] as const) {
      const { page } = await browser.open(both, `${link}${asked}`);
      expect(await page.locator('#notices').innerText()).toContain(words);
    }
  });

  it('says why there is nothing to compare', async () => {
    const gone = await browser.open(both, '#view=two&with=gone');
    expect(await gone.page.getByRole('alert').innerText()).toContain('There is no run “gone” here');
    const same = await browser.open(both, `#view=two&with=${later.run.id}`);
    expect(await same.page.locator('.two .lead').innerText()).toContain('Both sides are the same run');
    const { page } = await browser.open(alone, '#view=two');
    expect(await page.locator('.two .lead').innerText()).toContain('Only one run is published here');
  });

  it('saves what the table says', async () => {
    const { page } = await browser.open(both, link);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const csv = parse(readFileSync(await (await download).path(), 'utf8'), { columns: true }) as Record<
      string,
      string
    >[];
    const rows = await rowsOf(page);
    expect(csv.map(({ target, words }) => [target, words])).toEqual(
      rows.map((cells) => [cells[0], cells.at(-1)]),
    );
    expect(csv[0]).toMatchObject({
      runA: later.run.id,
      runB: earlier.run.id,
      verdict: 'slower',
      metric: 'throughput',
    });
  });
});

describe('a run that is brought', () => {
  it('is compared with that of the page, and nothing of it leaves the page', async () => {
    const { page, requests, errors } = await browser.open(alone, '#view=two');
    const before = requests.length;
    await page
      .getByLabel('Files')
      .setInputFiles([join(runFolder, 'run.json'), join(runFolder, 'launches.ndjson')]);
    await page.getByText('Of 41 cells in run B, held against run A: 5 worse').waitFor();
    expect(requests.slice(before).filter((url) => !url.startsWith(`file://${alone}/data/`))).toEqual([]);
    expect(new URL(page.url()).hash).toBe('#view=two');
    await openOfB(page);
    expect(await page.locator('dialog').innerText()).toContain('A run that was brought has no link.');
    await page.keyboard.press('Escape');
    expect(await runChooser(page, 'B').locator('option:checked').innerText()).toMatch(
      /^brought: 1 March 2026/,
    );
    expect(errors).toEqual([]);
  });

  it('can be a folder, and either side', async () => {
    const { page } = await browser.open(alone, '#view=two');
    await page.getByLabel('Folder').setInputFiles(runFolder);
    await page.getByText('5 worse').waitFor();
    await runChooser(page, 'A').selectOption({ index: 1 });
    await page.getByText('Both sides are the same run').waitFor();
    await runChooser(page, 'B').selectOption(later.run.id);
    await page.getByText('5 better').waitFor();
    expect(await runChooser(page, 'A').locator('option:checked').innerText()).toMatch(/^brought: 1 March/);
  });

  it('is taken wherever on the page it is dropped', async () => {
    const { page } = await browser.open(alone, '#view=method');
    const texts = ['run.json', 'launches.ndjson'].map(
      (name) => [name, readFileSync(join(runFolder, name), 'utf8')] as const,
    );
    await page.evaluate((files) => {
      const transfer = new DataTransfer();
      for (const [name, text] of files) transfer.items.add(new File([text], name));
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
        );
      }
    }, texts);
    await page.getByText('Of 41 cells in run B, held against run A: 5 worse').waitFor();
    expect(new URL(page.url()).hash).toBe('#view=two');
  });

  it('is told to be none, in words that name the file, and the page works on', async () => {
    const { page, errors } = await browser.open(both, link);
    for (const [name, text] of [
      ['notes.txt', hostileText],
      ['run.json', '{"schema": 1, "id":'],
      ['run.json', '{"schema": 99}'],
    ] as const) {
      await page
        .getByLabel('Files')
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
      const said = page.locator('.bring [role=status] p');
      await said.first().waitFor();
      expect((await said.allInnerTexts()).join(' ')).not.toBe('');
    }
    expect(await page.locator('#content').innerText()).toContain('Of 41 cells in run B');
    expect(await page.locator('img').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

describe('two runs are for everybody', () => {
  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['in forced colours', { forcedColors: 'active' as const }],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
  ])('axe finds nothing against them, %s', async (_, options) => {
    const { page } = await browser.open(both, link, { ...options, bypassCSP: true });
    await openEverything(page);
    await page.addScriptTag({ content: axeSource });
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: typeof Axe }).axe.run('#content'),
    );
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
