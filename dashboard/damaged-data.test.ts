import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../harness/setup/browser.mjs';
import { TestBrowser } from './test/browser.js';
import { exampleRun, olderRun } from './test/example.js';
import type { loaders } from './test/loaders.js';

const example = exampleRun();
const older = olderRun();

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start(findBrowser());
}, 60_000);
afterAll(() => browser.stop());

type Damage = readonly [what: string, damage: (text: string) => string, message: string];

const damages: readonly Damage[] = [
  [
    'broken off',
    (text) => text.slice(0, text.length / 2),
    'is damaged: it is missing, or broken off before its end.',
  ],
  ['not JSON', (text) => `${text.slice(0, text.indexOf('='))} = '{';`, 'is damaged: '],
  ['newer', ofVersion(3), 'was published by a newer Tutti (schema version 3; this page reads 2)'],
  [
    'older',
    ofVersion(1),
    'was published by an older Tutti (schema version 1; this page reads 2). Publish the dashboard again (tutti publish).',
  ],
];

function ofVersion(version: number): (text: string) => string {
  return (text) => text.replace('"schema":2', `"schema":${version}`);
}

/** Damages a file of a published folder. */
function damageFile(file: string, damage: (text: string) => string): void {
  const text = readFileSync(file, 'utf8');
  const damaged = damage(text);
  expect(damaged).not.toBe(text);
  writeFileSync(file, damaged);
}

describe('damaged data of a run', () => {
  it.each([
    ...damages,
    ['of another shape', (text) => text.replace('"plan"', '"plans"'), 'is damaged: summary.run.plan: '],
    [
      'in contradiction with itself',
      (text) => text.replace('"mark":[0', '"mark":[9'),
      'marks: there is nothing',
    ],
    [
      'of another publication',
      (text) => text.replace(/"hash":"[^"]*"/, '"hash":"0123456789ab"'),
      'it was published as 0123456789ab, and the index names what was published as ',
    ],
  ] satisfies Damage[])(
    'that are %s are named, and the other runs still work',
    async (_, damage, message) => {
      const site = browser.publish([example, older]);
      damageFile(join(site, `data/${example.run.id}.js`), damage);
      const { page } = await browser.open(site);
      const alert = await page.getByRole('alert').innerText();
      expect(alert).toContain(`data/${example.run.id}.js `);
      expect(alert).toContain(message);
      await page.getByLabel('Run').selectOption('older');
      await page.getByRole('alert').waitFor({ state: 'detached' });
      expect(await page.getByLabel('Run').inputValue()).toBe('older');
    },
  );

  it('in the index are named too', async () => {
    const site = browser.publish([older]);
    writeFileSync(join(site, 'data/index.js'), 'window.tuttiIndex = "');
    const { page } = await browser.open(site);
    expect(await page.getByRole('alert').innerText()).toContain('data/index.js is damaged');
  });

  it('are not said of an index without runs: it says how to publish one', async () => {
    const { page, errors } = await browser.open(browser.publish([]));
    expect(await page.getByRole('alert').innerText()).toBe(
      'No run is published here. Publish one: tutti publish.',
    );
    expect(errors).toEqual([]);
  });
});

/** Asks for the launches of a suite of the newest run, twice; gives back how many there were, or what was said. */
function launchesIn(page: Page, suite: string): Promise<[first: string, again: string]> {
  return page.evaluate(async (name) => {
    const { loadIndex, loadRun } = (window as unknown as { loaders: typeof loaders }).loaders;
    const [entry] = loadIndex().runs;
    if (entry === undefined) throw new Error('nothing is published');
    const run = await loadRun(entry);
    const ask = () => run.launchesOf(name).then(({ length }) => `${length} launches`, String);
    return [await ask(), await ask()];
  }, suite);
}

describe('damaged launches', () => {
  const launchesFile = `data/${example.run.id}.plain.js`;

  it.each([
    ...damages,
    ['of another shape', (text) => text.replace('"outcome"', '"income"'), 'is damaged: launches.0'],
    [
      'of another publication',
      (text) => text.replace(/"hash":"[^"]*"/, '"hash":"0123456789ab"'),
      'published as 0123456789ab, not of run',
    ],
    [
      'changed in one number',
      (text) => text.replace(/"seed":\d/, '"seed":9'),
      'is damaged: it is not what was published, letter by letter',
    ],
  ] satisfies Damage[])('that are %s are named, and the rest still works', async (_, damage, message) => {
    const site = browser.publish([example]);
    damageFile(join(site, launchesFile), damage);
    const { page } = await browser.openLoaders(site);
    const [first, again] = await launchesIn(page, 'plain');
    expect(first).toContain(`DataError: The file ${launchesFile} `);
    expect(first).toContain(message);
    expect(again).toBe(first);
    const there = example.launches.filter(({ suite }) => suite === 'producer-consumer').length;
    expect(await launchesIn(page, 'producer-consumer')).toEqual(Array(2).fill(`${there} launches`));
  });

  it('whose file is missing are tried again when they are asked for again', async () => {
    const site = browser.publish([example]);
    const file = join(site, launchesFile);
    const text = readFileSync(file, 'utf8');
    rmSync(file);
    const { page } = await browser.openLoaders(site);
    expect((await launchesIn(page, 'plain'))[1]).toContain(`The file ${launchesFile} could not be read.`);
    writeFileSync(file, text);
    const there = example.launches.filter(({ suite }) => suite === 'plain').length;
    expect((await launchesIn(page, 'plain'))[1]).toBe(`${there} launches`);
  });

  it('are not said of a suite without any', async () => {
    const { page, errors } = await browser.openLoaders(browser.publish([older]));
    expect(await launchesIn(page, 'producer-consumer')).toEqual(['0 launches', '0 launches']);
    expect(errors).toEqual([]);
  });
});

describe('damaged trends', () => {
  const said = (page: Page) =>
    page.evaluate(() =>
      (window as unknown as { loaders: typeof loaders }).loaders
        .loadTrends()
        .then((trends) => JSON.stringify(trends), String),
    );

  it.each([
    ...damages,
    ['of another shape', (text) => text.replace('"trends"', '"trend"'), 'is damaged: trends: '],
  ] satisfies Damage[])('that are %s are named', async (_, damage, message) => {
    const site = browser.publish([older]);
    damageFile(join(site, 'data/trends.js'), damage);
    const { page } = await browser.openLoaders(site);
    expect(await said(page)).toContain('DataError: The file data/trends.js ');
    expect(await said(page)).toContain(message);
  });

  it('are not said where there was no history', async () => {
    const { page, errors } = await browser.openLoaders(browser.publish([older]));
    expect(await said(page)).toBe('[]');
    expect(errors).toEqual([]);
  });
});
