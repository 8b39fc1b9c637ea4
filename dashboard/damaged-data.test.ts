import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../harness/setup/browser.mjs';
import { drawnChart, TestBrowser } from './test/browser.js';
import { exampleRun, olderRun } from './test/example.js';

const example = exampleRun();
const older = olderRun();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start(findBrowser());
}, 60_000);
afterAll(() => browser.stop());

describe('damaged data', () => {
  it.each([
    [
      'broken off',
      (text: string) => text.slice(0, text.length / 2),
      'is damaged: it is missing, or broken off',
    ],
    ['not JSON', () => 'window.tuttiRuns = { "2026-03-04-050607": "{" };', 'is damaged: '],
    ['of another shape', (text: string) => text.replace('\\"plan\\"', '\\"plans\\"'), 'is damaged: run.plan'],
    [
      'newer',
      (text: string) => text.replace('\\"schema\\":1', '\\"schema\\":2'),
      'was written by a newer Tutti',
    ],
  ])('that is %s is named, and the other runs still work', async (_, damage, message) => {
    const site = browser.publish([example, older]);
    const file = join(site, 'data', `${example.run.id}.js`);
    const text = readFileSync(file, 'utf8');
    const damaged = damage(text);
    expect(damaged).not.toBe(text);
    writeFileSync(file, damaged);
    const { page } = await browser.open(site);
    const alert = await page.getByRole('alert').innerText();
    expect(alert).toContain(`data/${example.run.id}.js`);
    expect(alert).toContain(message);
    await page.getByLabel('Run').selectOption('older');
    await page.locator('canvas').waitFor();
    expect((await drawnChart(page)).curves.length).toBeGreaterThan(0);
  });

  it('in the index is named too', async () => {
    const site = browser.publish([older]);
    writeFileSync(join(site, 'data/index.js'), 'window.tuttiIndex = "');
    const { page } = await browser.open(site);
    expect(await page.getByRole('alert').innerText()).toContain('data/index.js is damaged');
  });

  it('is not said of an index without runs: it says how to publish one', async () => {
    const { page, errors } = await browser.open(browser.publish([]));
    expect(await page.getByRole('alert').innerText()).toBe(
      'No run is published here. Publish one: tutti publish.',
    );
    expect(errors).toEqual([]);
  });
});
