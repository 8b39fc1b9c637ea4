import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { viewNames } from './src/page/view-names.js';
import { drawnChart, goTo, openEverything, testSite, untilRead } from './test/browser.js';
import { exampleTrends, olderRun, timedRun } from './test/example.js';
import { earlierServerRun } from './test/server-example.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const server = earlierServerRun();
// The newest opens by itself: that is the timed run, of which the history tells too.
const site = testSite([timedRun(), server, olderRun()], { trends: exampleTrends() });

describe('a chart, for everybody', () => {
  it('goes from point to point with the arrow keys, and says each in words', async () => {
    const { page } = await site.open('#view=figures');
    await page.locator('canvas').focus();
    const said = page.locator('.said');
    await page.keyboard.press('ArrowRight');
    expect(await said.innerText()).toMatch(
      /^capriccio at 1 pair: [\d,]+ items\/s, 95 % interval [\d,]+ to [\d,]+, 6 launches, valid$/,
    );
    await page.keyboard.press('ArrowRight');
    expect(await said.innerText()).toContain('capriccio at 8 pairs');
    await page.keyboard.press('ArrowDown');
    expect(await said.innerText()).toContain('event-loop at 8 pairs');
    await page.keyboard.press('End');
    expect(await said.innerText()).toContain('event-loop at 32,768 pairs');
    await page.keyboard.press('Escape');
    expect(await said.innerText()).toBe('');
  });

  it('passes over points that were not measured', async () => {
    const { page } = await site.open('#view=figures&hide=capriccio,event-loop,event-loop:promise-mutex');
    await page.locator('canvas').focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight');
    expect(await page.locator('.said').innerText()).toContain('native at 4,096 pairs');
  });

  it('shows and hides curves from the keyboard', async () => {
    const { page } = await site.open('#view=figures');
    await page.getByLabel('native', { exact: true }).focus();
    await page.keyboard.press('Space');
    expect((await drawnChart(page)).curves.map(({ label }) => label)).not.toContain('native');
    await expect(
      page.getByLabel('native', { exact: true }).evaluate((box) => box === document.activeElement),
    ).resolves.toBe(true);
  });

  it('draws with other colours in the dark, and changes with the system', async () => {
    const { page } = await site.open('#view=figures', { colorScheme: 'dark' });
    const dark = await drawnChart(page);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe('rgb(23, 25, 29)');
    const grey = dark.curves.at(-1)?.colour;
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await ground()).toBe('rgb(255, 254, 251)');
    await expect.poll(async () => (await drawnChart(page)).curves.at(-1)?.colour).not.toBe(grey);
    const light = await drawnChart(page);
    expect(light.curves.map(({ points }) => points)).toEqual(dark.curves.map(({ points }) => points));
  });

  it('prints light, with everything open and without controls', async () => {
    const { page } = await site.open('#view=figures', { colorScheme: 'dark' });
    await page.locator('details').evaluateAll((all) => all.map((details) => details.removeAttribute('open')));
    const closed = await page.locator('details:not([open])').count();
    const closedNow = () => page.locator('details:not([open])').count();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(closedNow).toBe(0);
    expect(await page.locator('.controls').isVisible()).toBe(false);
    await expect.poll(async () => (await drawnChart(page)).curves.at(-1)?.colour).toBe('#74767c');
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(closedNow).toBe(closed);
    expect(closed).toBeGreaterThan(0);
  });
});

const usualHashes = viewNames.map((view) => `#view=${view}`);
/** Every view, and those of a run of servers that show more there than of any other. */
const viewHashes = [
  ...usualHashes,
  ...['load', 'distribution', 'efficiency', 'run'].map((view) => `#view=${view}&run=${server.run.id}`),
];
/** The launches of a number. */
const dialog = '#view=figures&cell=producer-consumer/throughput/nptl/pairs:4096';
const hashes = [...viewHashes, dialog];

describe('every view, for everybody', () => {
  it.each([
    ['light', { colorScheme: 'light' as const }],
    ['dark', { colorScheme: 'dark' as const }],
    ['in colours of the system', { forcedColors: 'active' as const }],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
  ])(
    'is what axe finds nothing against, %s',
    async (_, options) => {
      const { page } = await site.open('', { ...options, bypassCSP: true });
      await page.addScriptTag({ content: axeSource });
      const found: unknown[] = [];
      for (const hash of hashes) {
        await goTo(page, hash);
        await openEverything(page);
        // The rows of a table are made by the same few lines: three of them stand for all.
        const { violations, passes } = await page.evaluate(() =>
          (window as unknown as { axe: typeof Axe }).axe.run({ exclude: ['tbody tr:nth-of-type(n + 4)'] }),
        );
        expect(passes.length, `at ${hash}`).toBeGreaterThan(5);
        found.push(
          ...violations.map(({ id, nodes }) => [hash, id, nodes.slice(0, 3).map(({ html }) => html)]),
        );
      }
      expect(found).toEqual([]);
    },
    120_000,
  );

  it('does not scroll sideways on a phone', async () => {
    const { page } = await site.open('', { viewport: { width: 360, height: 740 } });
    for (const hash of hashes) {
      await goTo(page, hash);
      await openEverything(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${hash}`).toBe(360);
    }
  }, 60_000);

  it('is printed with everything open, and without the ways to elsewhere', async () => {
    const { page } = await site.open();
    for (const view of viewNames) {
      await goTo(page, `#view=${view}`);
      await page.emulateMedia({ media: 'print' });
      await expect.poll(() => page.locator('details:not([open])').count(), { message: view }).toBe(0);
      expect(await page.locator('nav, #tools select, .controls, .skip').locator('visible=true').count()).toBe(
        0,
      );
      expect(await page.locator('h1').isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
    }
  });

  it.each(hashes)(
    'lets the keyboard reach every control (%s)',
    async (hash) => {
      const { page } = await site.open(hash);
      await untilRead(page);
      const wanted = await markReachable(page);
      expect(wanted.length).toBeGreaterThan(3);
      const reached = new Set<string>();
      for (let presses = 0; presses < wanted.length + 3 && reached.size < wanted.length; presses++) {
        await page.keyboard.press('Tab');
        const mark = await page.evaluate(() => (document.activeElement as HTMLElement).dataset['mark']);
        if (mark !== undefined) reached.add(mark);
      }
      expect(wanted.filter((mark) => !reached.has(mark))).toEqual([]);
    },
    60_000,
  );

  it.each(viewHashes)(
    'lets the keyboard choose, and stays where it was (%s)',
    async (hash) => {
      const { page, errors } = await site.open(hash);
      await untilRead(page);
      for (const { name, kind } of await choicesOf(page)) {
        await goTo(page, hash);
        const control = page.locator(`main [data-control="${name}"]`).first();
        const before = await settingOf(control);
        await control.focus();
        await page.keyboard.press(keys[kind]);
        await page.waitForSelector('body[data-ready]');
        const now = page.locator('main [data-control]:focus');
        expect(await now.count(), `${name} has lost the focus`).toBe(1);
        expect(await settingOf(now), `setting of ${name}`).not.toBe(before);
      }
      expect(errors).toEqual([]);
    },
    60_000,
  );
});

const keys = { list: 'ArrowDown', row: 'ArrowRight', box: 'Space' } as const;

/** Marks every control that Tab has to reach, in the dialog where one is open: of a row of choices that is the one that is chosen. */
function markReachable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = (document.querySelector('dialog[open]') ?? document).querySelectorAll<HTMLElement>(
      'a[href], button, input, select, summary, [tabindex="0"]',
    );
    const reachable = [...all].filter(
      (control) =>
        control.checkVisibility({ visibilityProperty: true }) &&
        !control.matches(':disabled, [type=radio]:not(:checked), [tabindex="-1"]'),
    );
    return reachable.map((control, index) => {
      const words = control.getAttribute('aria-label') ?? control.textContent ?? '';
      control.dataset['mark'] = `${index} ${control.localName} ${words.slice(0, 60)}`;
      return control.dataset['mark'];
    });
  });
}

/** What in the content can be chosen, by name: every list and row of choices, and the first box of each group. */
function choicesOf(page: Page): Promise<{ name: string; kind: keyof typeof keys }[]> {
  return page.evaluate(() => {
    const all = document.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      'main select, main input[type=checkbox], main input[type=radio]:checked',
    );
    const isFirstBox = (control: HTMLElement) =>
      control.closest('fieldset')?.querySelector('input[type=checkbox]') === control;
    const seen = [...all].filter(
      (control) =>
        control.checkVisibility({ visibilityProperty: true }) &&
        (control instanceof HTMLSelectElement
          ? control.selectedIndex < control.options.length - 1
          : control.type === 'radio' || isFirstBox(control)),
    );
    const choices = seen.map((control) => ({
      name: control.dataset['control'] ?? `without a name: ${control.outerHTML.slice(0, 80)}`,
      kind: control instanceof HTMLSelectElement ? 'list' : control.type === 'radio' ? 'row' : 'box',
    }));
    return [...new Map(choices.map((choice) => [choice.name, choice])).values()] as {
      name: string;
      kind: 'list' | 'row' | 'box';
    }[];
  });
}

/** What a control says: of a row of choices, which of them it is. */
function settingOf(control: Locator): Promise<string> {
  return control.evaluate((input: HTMLInputElement | HTMLSelectElement) =>
    input instanceof HTMLInputElement && input.type === 'checkbox' ? String(input.checked) : input.value,
  );
}
