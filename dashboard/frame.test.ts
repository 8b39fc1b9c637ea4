import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../harness/setup/browser.mjs';
import { TestBrowser } from './test/browser.js';
import { exampleRun, olderRun } from './test/example.js';

const example = exampleRun();
const cell = 'cell=producer-consumer/throughput/native/pairs:8';

let browser: TestBrowser;
let folder: string;
beforeAll(async () => {
  browser = await TestBrowser.start(findBrowser());
  folder = browser.publish([example, olderRun()]);
  buildSync({
    entryPoints: [fileURLToPath(new URL('./test/frame-page.ts', import.meta.url))],
    outfile: join(folder, 'app.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
  });
}, 60_000);
afterAll(() => browser.stop());

const drawn = (page: Page) => page.locator('.drawn').innerText();
const hashOf = (page: Page) => new URL(page.url()).hash;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const isReady = (page: Page) => page.waitForSelector('body[data-ready]');

/** Follows the link to a view. */
async function follow(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title, exact: true }).click();
  await page.locator('nav [aria-current=page]', { hasText: title }).waitFor();
  await isReady(page);
}

/** Takes a step through the history of the browser. */
async function step(page: Page, way: 'goBack' | 'goForward'): Promise<void> {
  // Within a page there is nothing to load that could be waited for.
  const before = hashOf(page);
  await page[way]({ waitUntil: 'commit' });
  await page.waitForFunction((hash) => location.hash !== hash, before);
  await isReady(page);
}

describe('the address', () => {
  it('is drawn once: by a link, a choice, and a step back or forward', async () => {
    const { page } = await browser.open(folder);
    expect(await drawn(page)).toBe('overview 1:');
    await follow(page, 'Method');
    expect(await drawn(page)).toBe('method 1: #view=method');
    await press(page, 'Suite');
    expect(await drawn(page)).toBe('method 2: #view=method&suite=plain');
    await step(page, 'goBack');
    expect(await drawn(page)).toBe('method 3: #view=method');
    await step(page, 'goForward');
    expect(await drawn(page)).toBe('method 4: #view=method&suite=plain');
    await step(page, 'goBack');
    await step(page, 'goBack');
    expect(await drawn(page)).toBe('overview 1:');
    expect(hashOf(page)).toBe('');
  });

  it('takes small changes without a step of their own', async () => {
    const { page } = await browser.open(folder, '#view=method');
    await press(page, 'Suite');
    await press(page, 'Log');
    expect(hashOf(page)).toBe('#view=method&suite=plain&y=log');
    await step(page, 'goBack');
    expect(hashOf(page)).toBe('#view=method');
  });

  it('keeps run, suite, metric, point and hidden curves from view to view, and the data it is pinned to', async () => {
    const kept = 'suite=plain&metric=peakMemory&at=pairs:8&x=pairs&base=native&hide=nptl';
    const { page } = await browser.open(folder, `#data=abc&${kept}&figure=7.3&y=log&relative=1`);
    await follow(page, 'Run');
    expect(hashOf(page)).toBe(`#view=run&data=abc&${kept}`);
  });

  it('says what it asks for in vain until it is written anew, and shows the rest', async () => {
    const { page } = await browser.open(folder, '#y=cubic&run=gone&suite=plain');
    const notices = page.locator('#notices');
    expect(await notices.getAttribute('role')).toBe('status');
    expect(await notices.locator('p').allInnerTexts()).toEqual([
      'The address says y=cubic, which is not possible here: left out.',
      'There is no run “gone” here: showing the newest.',
    ]);
    expect(await drawn(page)).toBe('overview 1: #run=gone&suite=plain');
    await press(page, 'Say');
    await press(page, 'Log');
    expect(await notices.locator('p').allInnerTexts()).toEqual([
      'There is no run “gone” here: showing the newest.',
      'told by the view',
    ]);
    await follow(page, 'Method');
    expect(await notices.innerText()).not.toContain('told by the view');
  });

  it('warns of a link that was made for other data', async () => {
    const { page } = await browser.open(folder, '#data=0123456789ab');
    expect(await page.locator('#notices').innerText()).toContain(
      'This link was made for other data than is shown here: for 0123456789ab',
    );
  });

  it('leads to another run, and back to the newest, without a trace of either', async () => {
    const { page } = await browser.open(folder, '#data=abc');
    await page.getByLabel('Run').selectOption('older');
    await isReady(page);
    expect(await drawn(page)).toBe('overview 1: #run=older');
    await page.getByLabel('Run').selectOption(example.run.id);
    await isReady(page);
    expect(page.url()).toBe(`file://${folder}/index.html`);
    await step(page, 'goBack');
    await expect(page.getByLabel('Run').inputValue()).resolves.toBe('older');
  });
});

describe('the link to what is shown', () => {
  it('names the run, and stands selected in a field where the clipboard refuses', async () => {
    const { page } = await browser.open(folder, '#view=method&y=log');
    await press(page, 'Copy link');
    const field = page.getByLabel('Link to this view');
    const link = await field.inputValue();
    expect(link).toContain(`#view=method&run=${example.run.id}`);
    expect(link.startsWith(`file://${folder}/index.html#`)).toBe(true);
    await page.locator('.link [role=status]:not(:empty)').waitFor();
    const selected = await field.evaluate(
      (input: HTMLInputElement) => (input.selectionEnd ?? 0) - (input.selectionStart ?? 0),
    );
    expect(selected).toBe(link.length);
    const again = await browser.open(folder, new URL(link).hash);
    expect(await again.page.locator('#notices p').count()).toBe(0);
  });
});

describe('a view that fails', () => {
  it.each([
    ['compare', 'it throws'],
    ['two', 'it throws later'],
    ['load', 'it cannot be opened'],
  ])('says why (%s), and the others still work', async (view, message) => {
    const { page, errors } = await browser.open(folder, `#view=${view}`);
    expect(await page.getByRole('alert').innerText()).toBe(`This view cannot be shown: ${message}`);
    await follow(page, 'Method');
    await page.getByText('method 1: #view=method').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await step(page, 'goBack');
    expect(await page.getByRole('alert').innerText()).toContain(message);
    expect(errors).toEqual([]);
  });

  it('or is slow does not end up on the page when another was opened meanwhile', async () => {
    const { page } = await browser.open(folder, '#view=history');
    await press(page, 'Slow');
    expect(await page.locator('body[data-ready]').count()).toBe(0);
    await follow(page, 'Method');
    await page.waitForSelector('body[data-slow=over]');
    expect(await drawn(page)).toBe('method 1: #view=method&metric=slow');
    expect(await page.title()).toBe('Method – Tutti');
  });
});

describe('the dialog of a number', () => {
  const dialog = 'dialog[open]';
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

  it('is open while the address says so, and gives the focus back', async () => {
    const { page } = await browser.open(folder, '#view=method');
    await page.getByRole('button', { name: 'Question' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector(dialog);
    expect(hashOf(page)).toBe(`#view=method&${cell}`);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(hashOf(page)).toBe('#view=method');
    expect(await focused(page)).toBe('Question');
    expect(await drawn(page), 'the view behind it is not drawn anew').toBe('method 1: #view=method');
  });

  it('opens by its link, and by steps back and forward', async () => {
    const { page, errors } = await browser.open(folder, `#view=method&${cell}`);
    expect(await page.locator(dialog).count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await focused(page)).toBe('Method');
    await step(page, 'goBack');
    expect(await page.locator(dialog).count()).toBe(1);
    await step(page, 'goForward');
    expect(await page.locator('dialog').count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

describe('the frame', () => {
  it('leads past the links to the content, and leaves the address alone', async () => {
    const { page } = await browser.open(folder, '#view=method');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('main');
    expect(hashOf(page)).toBe('#view=method');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Suite');
  });

  it('keeps the focus on the control that was used, and moves it to the heading of another view', async () => {
    const { page } = await browser.open(folder, '#view=method');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.getByLabel('Run').focus();
    await page.keyboard.press('ArrowDown');
    await isReady(page);
    expect(hashOf(page)).toBe('#view=method&run=older');
    expect(await page.getByLabel('Run').evaluate((select) => select === document.activeElement)).toBe(true);
    await page.getByRole('link', { name: 'Overview' }).focus();
    await page.keyboard.press('Enter');
    await isReady(page);
    expect(await focused()).toBe('Overview');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('h1');
  });

  it('marks the view that is shown, and says what was measured where and when', async () => {
    const { page } = await browser.open(folder, '#view=efficiency');
    expect(await page.locator('nav [aria-current=page]').allInnerTexts()).toEqual(['Efficiency']);
    expect(await page.locator('.head').innerText()).toContain(
      '6 targets on A Processor @ 2.00GHz (2 CPUs; Debian GNU/Linux 12, kernel 6.1.0), measured on 4 March 2026, 05:06 UTC: 222 of 229 planned launches recorded, ',
    );
  });
});

describe('the choices over a view', () => {
  it('are made with the keyboard, which stays where it was, and clear what no longer fits', async () => {
    const { page } = await browser.open(folder, '#view=run&metric=createTime&at=capacity:1,pairs:64');
    const bar = page.getByRole('group', { name: 'What is shown' });
    expect(await bar.locator('label > span').allInnerTexts()).toEqual(
      'Suite, Metric, Across, Buffer capacity, Against'.split(', '),
    );
    expect(await bar.getByLabel('Metric').locator('option:checked').innerText()).toBe(
      'Time to create one thread',
    );
    await bar.getByLabel('Metric').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await isReady(page);
    expect(hashOf(page)).toBe('#view=run&metric=cpuPerWork&at=capacity:1,pairs:64');
    expect(await bar.getByLabel('Metric').evaluate((list) => list === document.activeElement)).toBe(true);
    await bar.getByLabel('Suite').selectOption('plain');
    await isReady(page);
    expect(hashOf(page)).toBe('#view=run&suite=plain&metric=cpuPerWork&at=capacity:1,pairs:64');
    await bar.getByLabel('Against').selectOption('capriccio');
    expect(hashOf(page)).toBe(
      '#view=run&suite=plain&metric=cpuPerWork&at=capacity:1,pairs:64&base=capriccio',
    );
    await bar.getByLabel('Suite').selectOption('producer-consumer');
    await isReady(page);
    expect(hashOf(page)).toBe('#view=run&metric=cpuPerWork&at=capacity:1,pairs:64&base=capriccio');
  });

  it('filter the targets, one by one and at once, and leave published curves alone', async () => {
    const { page } = await browser.open(folder, '#view=run&hide=reference:NPTL');
    const summary = page.locator('.target-filter summary');
    expect(await summary.innerText()).toBe('Targets: all 6 shown');
    await summary.focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('nptl', { exact: true }).focus();
    await page.keyboard.press('Space');
    await isReady(page);
    expect(hashOf(page)).toBe('#view=run&hide=nptl,reference:NPTL');
    expect(
      await page.getByLabel('nptl', { exact: true }).evaluate((box) => box === document.activeElement),
    ).toBe(true);
    expect(await summary.innerText()).toBe('Targets: 5 of 6 shown');
    await press(page, 'capriccio, event-loop, native, worker-threads');
    expect(hashOf(page)).toBe('#view=run&hide=event-loop:promise-mutex,nptl,reference:NPTL');
    await press(page, 'None');
    expect(await summary.innerText()).toBe('Targets: 0 of 6 shown');
    await press(page, 'All');
    expect(hashOf(page)).toBe('#view=run&hide=reference:NPTL');
  });
});
