import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordsOf, runOf } from '../harness/model/test/records.js';
import { findBrowser } from '../harness/setup/browser.mjs';
import { packRun } from '../harness/store/history.js';
import { TestBrowser } from './test/browser.js';
import { exampleRun } from './test/example.js';
import type { loaders } from './test/loaders.js';

const { run, launches } = exampleRun();
const whole = runOf({ id: 'whole' });
const folder = mkdtempSync(join(tmpdir(), 'tutti-brought-'));
const runFolder = join(folder, 'run');
const keptFile = join(folder, 'whole.json.gz');
let browser: TestBrowser;
let site: string;
beforeAll(async () => {
  browser = await TestBrowser.start(findBrowser());
  site = browser.publish([{ run, launches }]);
  mkdirSync(runFolder);
  writeFileSync(join(runFolder, 'run.json'), JSON.stringify(run));
  const lines = launches.map((launch) => JSON.stringify(launch));
  writeFileSync(join(runFolder, 'launches.ndjson'), `${lines.join('\n')}\n{"id":`);
  writeFileSync(keptFile, packRun(whole, recordsOf(whole)).bytes);
}, 60_000);
afterAll(async () => {
  await browser.stop();
  rmSync(folder, { recursive: true });
});

/** Picks files with an input of the page, and says what the page read in them. */
async function pick(page: Page, files: string | string[], isFolder = false): Promise<string> {
  await page.evaluate((ofFolder) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.webkitdirectory = ofFolder;
    document.body.replaceChildren(input);
  }, isFolder);
  await page.locator('input').setInputFiles(files);
  return page.locator('input').evaluate(async (input: HTMLInputElement) => {
    const { readBrought } = (window as unknown as { loaders: typeof loaders }).loaders;
    const { loaded, notices } = await readBrought([...(input.files ?? [])]);
    return [`${loaded.run.id}: ${loaded.recorded} launches`, ...notices].join('; ');
  });
}

const torn = 'The last line of launches.ndjson was never finished, and does not count.';

it('reads what is picked: files of a run folder, the folder itself, a file of a history, published files', async () => {
  const { page, errors } = await browser.openLoaders(site);
  const all = `${run.id}: ${launches.length} launches`;
  const inFolder = ['run.json', 'launches.ndjson'].map((name) => join(runFolder, name));
  expect(await pick(page, inFolder)).toBe(`${all}; ${torn}`);
  expect(await pick(page, runFolder, true)).toBe(`${all}; ${torn}`);
  expect(await pick(page, keptFile)).toBe('whole: 36 launches');
  const scripts = readdirSync(join(site, 'data')).filter((name) => name.startsWith(run.id));
  expect(
    await pick(
      page,
      scripts.map((name) => join(site, 'data', name)),
    ),
  ).toBe(all);
  expect(errors).toEqual([]);
});

it('reads what is dropped', async () => {
  const { page, errors } = await browser.openLoaders(site);
  const files = { 'run.json': JSON.stringify(whole), 'launches.ndjson': '' };
  const said = await page.evaluate(async (texts) => {
    const { droppedFiles, readBrought } = (window as unknown as { loaders: typeof loaders }).loaders;
    const transfer = new DataTransfer();
    for (const [name, text] of Object.entries(texts)) transfer.items.add(new File([text], name));
    const dropped = new Promise<string>((resolve) => {
      document.body.addEventListener('drop', ({ dataTransfer }) => {
        const reading = droppedFiles(dataTransfer ?? transfer).then(readBrought);
        resolve(reading.then(({ loaded }) => `${loaded.run.id}: ${loaded.recorded} launches`, String));
      });
    });
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer }));
    return dropped;
  }, files);
  expect(said).toBe('whole: 0 launches');
  expect(errors).toEqual([]);
});
