import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Axe from 'axe-core';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { loadedRun } from './src/data/loaded-run.js';
import { openEverything, testSite } from './test/browser.js';
import { exampleRun, hostileText, olderRun } from './test/example.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const example = exampleRun();
const { cells } = loadedRun(example.run, example.launches);
const failing = '#cell=producer-consumer/throughput/nptl/capacity:1,pairs:4096';

const site = testSite([example, olderRun()]);

function suiteOf(page: Page, title: string) {
  return page.getByRole('region', { name: title, exact: true });
}

function shown(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 4 });
}

describe('the front page', () => {
  it('says of every suite who is best, or why nobody is', async () => {
    const { page, errors } = await site.open();
    const verdicts = await page.locator('.suite .verdict').allInnerTexts();
    expect(await page.locator('.verdict').first().innerText()).toBe(
      'In none of the suites can the best be told apart from the rest.',
    );
    expect(verdicts[0]).toMatch(
      /^Not decided: native has the best median \(rank 1 of 6\), but with 6 launches/,
    );
    expect(verdicts[1]).toBe('Nobody is ranked here: something is known against each of 2 targets.');
    const places = await page.locator('.suite .shown-at').allInnerTexts();
    expect(places[0]).toMatch(/ · 6 of 6 targets ranked$/);
    expect(places[1]).toMatch(/ · 0 of 2 targets ranked$/);
    expect(errors).toEqual([]);
  });

  it('gives every target at the point its value, interval, rank and launches, in words', async () => {
    const { page } = await site.open('#at=pairs:8');
    const lines = await suiteOf(page, 'Producers and consumers').locator('.standings li').allInnerTexts();
    const here = cells.filter(
      ({ suite, metric, point }) =>
        suite === 'producer-consumer' && metric === 'throughput' && point['pairs'] === 8,
    );
    expect(lines).toHaveLength(here.length);
    for (const { target, median, lo, hi } of here) {
      const line = lines.find((text) => text.split('\n')[0] === target) ?? '';
      expect(line).toContain(shown(median ?? NaN));
      expect(line).toContain(`[${shown(lo ?? NaN)}, ${shown(hi ?? NaN)}]`);
      expect(line).toMatch(/rank \d/);
      expect(line).toContain('6 launches');
    }
  });

  it('says beside it why a target is not ranked', async () => {
    const { page } = await site.open('#at=pairs:4096');
    const list = suiteOf(page, 'Producers and consumers').locator('.standing-list');
    const text = await list.innerText();
    expect(text).toContain(
      'Not ranked: some launches failed (2 launches: the target did not give a result in time)',
    );
    expect(text).toContain('Not ranked: unsupported: 8192 workers need more memory than there is');
    // Two of its launches failed, and the others have a number: it is marked, and did not fail as a whole.
    const button = page.locator('[data-control="glance producer-consumer nptl"]');
    expect(await button.innerText()).toBe('marked');
    const { page: other } = await site.open('#at=pairs:512');
    expect(await suiteOf(other, 'Producers and consumers').locator('.standing-list').innerText()).toContain(
      'missing: not measured in this run',
    );
  });

  it('shows another point and metric from the keyboard, and keeps both in the address', async () => {
    const { page } = await site.open();
    const suite = suiteOf(page, 'Producers and consumers');
    await suite.getByRole('combobox', { name: 'Producers (= consumers)' }).selectOption('64');
    await suite.getByText('Not ranked: something else used the machine').waitFor();
    await suite.getByRole('combobox', { name: 'Metric' }).focus();
    await page.keyboard.press('ArrowDown');
    await suite.getByText('CPU time per item in ns, lower is better', { exact: false }).first().waitFor();
    expect(new URL(page.url()).hash).toBe('#metric=cpuPerWork&at=pairs:64');
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('data-control')).toBe('producer-consumer Metric');
  });

  it('hides targets without changing ranks, and says so', async () => {
    const { page } = await site.open('#at=pairs:8&hide=native');
    const suite = suiteOf(page, 'Producers and consumers');
    const lines = await suite.locator('.standings li').allInnerTexts();
    expect(lines.some((line) => line.startsWith('native'))).toBe(false);
    expect(lines[0]).toMatch(/^capriccio\b[^]*rank 2/);
    expect(await suite.innerText()).toContain('1 target hidden; tiers and ranks are among all 6.');
  });

  it('has the numbers of the point as a table and a file that agree', async () => {
    const { page } = await site.open('#at=pairs:8');
    const suite = suiteOf(page, 'Producers and consumers');
    await suite.getByText('The numbers of this point').click();
    const rows = suite.locator('details[open] tbody tr');
    const texts = await rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
    const download = page.waitForEvent('download');
    await suite.getByRole('button', { name: 'Download CSV' }).first().click();
    const csv: Record<string, string>[] = parse(readFileSync(await (await download).path(), 'utf8'), {
      columns: true,
    });
    expect(
      csv.map((line) => [line['target'], shown(Number(line['throughput'])), line['n'], line['tier']]),
    ).toEqual(texts.map((row) => [row[0], row[1], row[3], row[4]]));
  });

  it('has every cell of a suite in a table, and each of its numbers can be questioned', async () => {
    const { page } = await site.open();
    const suite = suiteOf(page, 'Producers and consumers');
    await suite.getByText('Every cell of').click();
    const rows = suite.getByRole('region', { name: 'every cell' }).locator('tbody tr');
    expect(await rows.count()).toBe(
      new Set(
        cells
          .filter((one) => one.suite === 'producer-consumer')
          .map((one) => JSON.stringify([one.target, one.point])),
      ).size,
    );
    await rows.first().getByRole('button').first().click();
    await page.getByRole('dialog').waitFor();
    expect(new URL(page.url()).hash).toContain('cell=producer-consumer/throughput/');
  });

  it('goes to the suite that is pressed in the table of ranks', async () => {
    const { page } = await site.open();
    await page.getByRole('button', { name: 'A plain suite', exact: true }).click();
    expect(new URL(page.url()).hash).toBe('#suite=plain');
    await expect.poll(() => page.locator(':focus').innerText()).toBe('A plain suite');
  });

  it('says what the address asks for in vain', async () => {
    const { page, errors } = await site.open('#suite=no)such"&metric=gone&at=speed:3,pairs:512');
    const notices = await page.locator('#notices').innerText();
    expect(notices).toContain('no suite “no)such"”');
    expect(notices).toContain('a metric “gone”');
    expect(notices).toContain('a factor “speed”');
    expect(await suiteOf(page, 'A plain suite').innerText()).toContain('was not measured at pairs = 512');
    expect(errors).toEqual([]);
  });
});

describe('what stands behind a number', () => {
  it('opens from its number, lists its launches, closes by Escape and gives the focus back', async () => {
    const { page } = await site.open('#at=pairs:8');
    const number = suiteOf(page, 'Producers and consumers').getByRole('button', {
      name: /native: what stands behind it/,
    });
    await number.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^native at / });
    await dialog.getByText('6 launches of native').first().waitFor();
    expect(await dialog.locator('.scroll tbody tr').count()).toBe(6);
    expect(await dialog.innerText()).toContain('rank 1 of 6 with 95 % confidence');
    await page.keyboard.press('Escape');
    await expect.poll(() => new URL(page.url()).hash).toBe('#at=pairs:8');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => number.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('says of every launch what became of it, with log and command of those that failed', async () => {
    const { page, errors } = await site.open(failing);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 launches failed').waitFor();
    const rows = await dialog.locator('.scroll tbody tr').allInnerTexts();
    expect(
      rows.filter((row) => row.includes('failed: the target did not give a result in time')),
    ).toHaveLength(2);
    await dialog.locator('summary').first().click();
    expect(await dialog.locator('pre').allTextContents()).toContain(`line 1\n${hostileText}`);
    expect(await dialog.locator('pre').first().textContent()).toBe(`echo '${hostileText}' | sh`);
    expect(await page.locator('img').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  it('has the launches as a file', async () => {
    const { page } = await site.open(failing);
    const download = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: 'Download CSV' }).click();
    const csv: Record<string, string>[] = parse(readFileSync(await (await download).path(), 'utf8'), {
      columns: true,
    });
    const launches = example.launches.filter(
      ({ target, point, suite }) =>
        target === 'nptl' && point['pairs'] === 4096 && suite === 'producer-consumer',
    );
    expect(csv.map(({ launch, outcome, throughput }) => [launch, outcome, throughput])).toEqual(
      launches.map((launch) => [
        launch.id,
        launch.outcome,
        launch.outcome === 'measured' ? String(launch.metrics['throughput']) : '',
      ]),
    );
  });

  it('makes the number again, and everything of its suite', async () => {
    const { page } = await site.open('#cell=producer-consumer/throughput/native/capacity:1,pairs:8');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Recompute this number' }).click();
    const cell = cells.find(({ target, point }) => target === 'native' && point['pairs'] === 8);
    const said = dialog.locator('.recomputed');
    expect(await said.innerText()).toMatch(
      new RegExp(
        `^Made again from 6 launches in \\d+ ms: the same to the last digit: 6 with a value, median ${cell?.median},`,
      ),
    );
    await dialog.getByRole('button', { name: 'Recompute everything' }).click();
    await dialog.getByText(/: all of them the same to the last digit\.$/).waitFor();
  });

  it('goes to the next point of the same target, again and again', async () => {
    const { page } = await site.open('#cell=producer-consumer/throughput/native/capacity:1,pairs:1');
    await page.getByRole('dialog').getByRole('button', { name: /→$/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /native at .* 8 pairs/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /native at .* 64 pairs/ }).waitFor();
    expect(new URL(page.url()).hash).toContain('pairs:64');
    await page.goBack();
    await page.getByRole('dialog', { name: /native at .* 8 pairs/ }).waitFor();
  });

  it('finds out a number that was changed after it was published', async () => {
    const other = site.browser.publish([example]);
    const cell = cells.find(({ target, point }) => target === 'native' && point['pairs'] === 8);
    const file = join(other, `data/${example.run.id}.js`);
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(String(cell?.median), String((cell?.median ?? 0) + 1));
    expect(changed).not.toBe(text);
    writeFileSync(file, changed);
    const { page } = await site.browser.open(
      other,
      '#cell=producer-consumer/throughput/native/capacity:1,pairs:8',
    );
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Recompute this number' }).click();
    expect(await dialog.locator('.recomputed').innerText()).toContain(
      `not the same. median is ${(cell?.median ?? 0) + 1} here and ${cell?.median} now`,
    );
    await dialog.getByRole('button', { name: 'Recompute everything' }).click();
    await dialog.getByText(/: \d+ differs?\.$/).waitFor();
    expect(await dialog.locator('.recompute li').first().innerText()).toMatch(/^native, throughput, pairs 8/);
  });

  it('says that the launches cannot be read, and shows the rest', async () => {
    const other = site.browser.publish([example]);
    rmSync(join(other, `data/${example.run.id}.producer-consumer.js`));
    const { page } = await site.browser.open(other, failing);
    expect(await page.getByRole('dialog').getByRole('alert').innerText()).toContain(
      `data/${example.run.id}.producer-consumer.js`,
    );
    expect(await page.getByRole('dialog').innerText()).toContain('94,870');
  });

  it('says that there is no such number', async () => {
    const { page } = await site.open('#cell=plain/throughput/gone/pairs:8');
    expect(await page.getByRole('dialog').getByRole('alert').innerText()).toBe(
      'This run has no such number: suite “plain”, metric “throughput”, target “gone”, pairs = 8.',
    );
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    expect(new URL(page.url()).hash).toBe('');
  });
});

describe('for everybody', () => {
  it.each([
    ['light', { colorScheme: 'light' as const }, ''],
    ['dark', { colorScheme: 'dark' as const }, '#at=pairs:4096'],
    ['in forced colours', { forcedColors: 'active' as const }, ''],
    ['on a phone', { viewport: { width: 360, height: 740 } }, '#at=pairs:4096'],
    ['with a number open', {}, failing],
    [
      'with a number open on a phone',
      { viewport: { width: 360, height: 740 }, colorScheme: 'dark' as const },
      failing,
    ],
  ])('axe finds nothing against the page, %s', async (_, options, hash) => {
    const { page } = await site.open(hash, { ...options, bypassCSP: true });
    if (hash === failing) await page.getByText('2 launches failed').waitFor();
    await openEverything(page);
    await page.addScriptTag({ content: axeSource });
    const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof Axe }).axe.run());
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
});
