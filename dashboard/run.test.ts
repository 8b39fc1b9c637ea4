import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { openEverything, testSite } from './test/browser.js';
import { hostileText, olderRun, timedRun } from './test/example.js';

const example = timedRun();

const site = testSite([example, olderRun()]);

describe('the run', () => {
  it('draws every launch, and says each from the keyboard', async () => {
    const { page, errors } = await site.open('#view=run');
    const course = page.locator('.course');
    await expect(course.getAttribute('aria-label')).resolves.toMatch(
      /^Launches over time: 222 launches of 6 targets, from 4 March 2026, 05:06 UTC/,
    );
    const signs = page.locator('.course-signs li');
    expect((await signs.allInnerTexts()).map((words) => words.replace('\n', ' '))).toEqual([
      'measured 190',
      'measured, and disturbed 6',
      'unsupported here, says the target 24',
      'failed 2',
    ]);
    await course.focus();
    const said = page.locator('.said');
    await page.keyboard.press('ArrowRight');
    expect(await said.innerText()).toMatch(
      /^capriccio in producer-consumer at pairs 1, capacity 1: launch 00001, block 1, place 1; 05:06:07 UTC, \+0 s; measured; spin probe /,
    );
    await page.keyboard.press('End');
    expect(await said.innerText()).toMatch(/^capriccio in plain.*: launch \d+, block 2/);
    await page.keyboard.press('ArrowDown');
    expect(await said.innerText()).toMatch(/^event-loop in producer-consumer/);
    await page.keyboard.press('Escape');
    expect(await said.innerText()).toBe('');
    expect(errors).toEqual([]);
  });

  it('opens the cell of a launch by Enter and by a click', async () => {
    const { page } = await site.open('#view=run');
    await page.locator('.course').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    const cell = '#view=run&cell=producer-consumer/throughput/capriccio/capacity:1,pairs:1';
    await expect.poll(() => new URL(page.url()).hash).toBe(cell);
    const pointed = await site.open('#view=run');
    const failed = await pointed.page.locator('.course path.failed').boundingBox();
    if (failed === null) throw new Error('no failure is drawn');
    await pointed.page.mouse.move(failed.x + 3, failed.y + 3);
    expect(await pointed.page.locator('.course-tip').innerText()).toContain(
      'failed: the target did not give a result in time',
    );
    await pointed.page.mouse.click(failed.x + 3, failed.y + 3);
    await expect
      .poll(() => new URL(pointed.page.url()).hash)
      .toBe('#view=run&cell=producer-consumer/throughput/nptl/capacity:1,pairs:4096');
  });

  it('joins launches that there is no room for, and says so', async () => {
    const wide = await site.open('#view=run');
    expect(await wide.page.locator('.course-notes').innerText()).not.toContain('more launches than room');
    const { page } = await site.open('#view=run', { viewport: { width: 360, height: 740 } });
    expect(await page.locator('.course-notes').innerText()).toContain('There are more launches than room');
    expect(await page.locator('.course-drawing').evaluate((drawing) => drawing.clientWidth)).toBeLessThan(
      360,
    );
  });

  it('lists the cells of every mark, and each leads to its launches', async () => {
    const { page } = await site.open('#view=run');
    const marks = page.locator('.marks-list > li');
    expect(await marks.locator('summary b').allInnerTexts()).toEqual([
      'too-few-launches',
      'unsupported',
      'missing',
      'disturbed',
      'errors',
    ]);
    const errors = marks.last();
    await errors.locator('summary').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => errors.innerText()).toContain('Spoils every number.');
    await errors.getByRole('button', { name: 'nptl' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).hash).toContain('nptl/capacity:1,pairs:4096');
  });

  it('shows failures with their log and command, and what was not available with its remedy, all as text', async () => {
    const { page } = await site.open('#view=run');
    await openEverything(page);
    const words = await page.locator('main').innerText();
    expect(words).toContain('2 of 222 launches failed.');
    expect(words).toContain(`line 1\n${hostileText.replace('\u2028', '\u2028')}`);
    expect(words).toContain('To mend it: apt-get install golang-go');
    expect(await page.title()).not.toBe('owned');
    expect(await page.locator('main img').count()).toBe(0);
  });

  it('has the launches of the chosen suite as a table, which is its CSV', async () => {
    const { page } = await site.open('#view=run');
    await page.locator('summary', { hasText: 'The launches of a suite' }).focus();
    await page.keyboard.press('Enter');
    const section = page.locator('details', { has: page.getByText('The launches of a suite') });
    await section.getByLabel('Suite').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => new URL(page.url()).hash).toBe('#view=run&suite=plain');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      section.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    const rows = parse(readFileSync(await download.path(), 'utf8'), { columns: true });
    expect(rows).toHaveLength(example.launches.filter(({ suite }) => suite === 'plain').length);
    const shown = await section.locator('tbody tr th').allInnerTexts();
    expect(rows.map((row) => (row as { launch: string }).launch)).toEqual(shown);
  });

  it('says which launches cannot be read, and takes them for neither failed nor whole', async () => {
    const other = site.browser.publish([example]);
    rmSync(join(other, `data/${example.run.id}.plain.js`));
    const { page } = await site.browser.open(other, '#view=run&suite=plain');
    await openEverything(page);
    const fault = `The file data/${example.run.id}.plain.js could not be read.`;
    const table = page.locator('details', { has: page.getByText('The launches of a suite') });
    await expect.poll(() => table.innerText()).toContain(fault);
    expect(await table.locator('table').count()).toBe(0);
    const read = example.launches.filter(({ suite }) => suite !== 'plain').length;
    expect(await page.locator('main').innerText()).toContain(`2 of ${read} launches that are read failed.`);
  });

  it('says of a run without records that nothing was launched', async () => {
    const { page, errors } = await site.open('#view=run&run=older');
    expect(await page.locator('.course').getAttribute('aria-label')).toContain('0 launches of 0 targets');
    expect(errors).toEqual([]);
  });
});
