import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Chart } from 'chart.js';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { formatHash, type State } from './src/page/state.js';
import { viewNames, views } from './src/page/view-names.js';
import { goTo, openEverything, testSite, untilRead } from './test/browser.js';
import { exampleRun, hostileText, olderRun } from './test/example.js';
import { serve } from './test/serve.js';

const example = exampleRun();
/** A number that some launches failed for, with hostile words. */
const damagedCell = 'cell=producer-consumer/throughput/nptl/pairs:4096';

const site = testSite([example, olderRun()]);

/** What the frame says of a view or a run that failed. */
function failures(page: Page): Promise<string[]> {
  return page.getByRole('alert').filter({ hasText: 'cannot be shown' }).allInnerTexts();
}

describe('every view', () => {
  it('opens by its link from a file, and asks for nothing outside its folder', async () => {
    const { page, requests, errors } = await site.open();
    for (const view of viewNames) {
      await goTo(page, `#view=${view}`);
      await page.reload();
      await page.waitForSelector('body[data-ready]');
      expect(await page.locator('h1').allInnerTexts()).toEqual([views[view].title]);
      expect(await page.title()).toBe(`${views[view].title} – Tutti`);
      expect(await failures(page), `at ${view}`).toEqual([]);
      await openEverything(page);
    }
    const outside = requests.filter(
      (url) => !url.startsWith(`file://${site.folder}/`) && !url.startsWith('data:'),
    );
    expect(outside).toEqual([]);
    expect(requests).not.toContain(`file://${site.folder}/data/older.js`);
    expect(errors).toEqual([]);
  });

  it('opens from any path of a server that forbids all that the page does not need', async () => {
    const html = readFileSync(fileURLToPath(new URL('./src/page/index.html', import.meta.url)), 'utf8');
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    const { server, address } = await serve(site.folder, '/a/b/', `${policy}; frame-ancestors 'none'`);
    const { page, requests, errors } = await site.browser.openAt(address);
    const [asked, thrown] = [[requests], [errors]];
    for (const { title } of Object.values(views)) {
      await page.getByRole('link', { name: title, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      await page.waitForSelector('body[data-ready]');
      expect(await failures(page), `at ${title}`).toEqual([]);
    }
    for (const hash of [...viewNames.map((view) => `#view=${view}`), `#view=figures&${damagedCell}`]) {
      const opened = await site.browser.openAt(`${address}${hash}`);
      await untilRead(opened.page);
      expect(await failures(opened.page), `at ${hash}`).toEqual([]);
      expect(await opened.page.locator('h1').count(), `at ${hash}`).toBe(1);
      expect(await opened.page.locator('dialog .launches table').count()).toBe(
        hash.includes('cell=') ? 1 : 0,
      );
      asked.push(opened.requests);
      thrown.push(opened.errors);
      await opened.page.context().close();
    }
    server.close();
    expect(asked.flat().filter((url) => !url.startsWith(address) && !url.startsWith('data:'))).toEqual([]);
    expect(thrown.flat()).toEqual([]);
  }, 60_000);

  it('shows hostile text as text: nothing of it becomes an element or runs', async () => {
    const { page, errors } = await site.open();
    let seen = 0;
    for (const hash of [...viewNames.map((view) => `#view=${view}`), `#${damagedCell}`]) {
      for (const suite of ['producer-consumer', 'plain']) {
        await goTo(page, `${hash}&suite=${suite}&${encodeURIComponent(hostileText)}=1`);
        await openEverything(page);
        const found = await page.evaluate((text) => {
          const said = document.body.textContent ?? '';
          const made = document.querySelectorAll('img, [onerror], main script, dialog script');
          return { isSaid: said.includes(text), made: made.length, title: document.title };
        }, hostileText);
        expect(found, `at ${hash}`).toMatchObject({
          made: 0,
          title: expect.stringMatching(/ – Tutti$/) as string,
        });
        if (found.isSaid) seen++;
      }
    }
    expect(seen).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });

  it('shows a run of which nothing was recorded as missing, not as broken', async () => {
    const { page, errors } = await site.open('#run=older');
    for (const view of viewNames) {
      await goTo(page, `#view=${view}&run=older`);
      expect(await failures(page), `at ${view}`).toEqual([]);
    }
    expect(errors).toEqual([]);
  });
});

describe('any state of the page', () => {
  const suites = ['producer-consumer', 'plain', 'gone'];
  const targets = ['native', 'capriccio', 'event-loop', 'nptl', 'go'];
  const anyState: fc.Arbitrary<State> = fc.record({
    view: fc.constantFrom(...viewNames),
    run: fc.constantFrom(null, null, 'older', 'gone'),
    other: fc.constantFrom(null, null, 'older'),
    data: fc.constantFrom(null, null, '0123456789ab'),
    suite: fc.constantFrom(null, ...suites),
    figure: fc.constantFrom(null, null, '7.3', '7.3-buffer-128', '9.9'),
    metric: fc.constantFrom(null, 'throughput', 'cpuPerWork', 'peakMemory', 'gone'),
    at: fc.constantFrom({}, {}, { pairs: '8' }, { pairs: '7' }),
    x: fc.constantFrom(null, null, 'pairs', 'capacity', 'gone'),
    base: fc.constantFrom(null, ...targets),
    y: fc.constantFrom(null, 'linear' as const, 'log' as const),
    relative: fc.boolean(),
    hidden: fc.subarray(targets).map((keys) => new Set(keys)),
    cell: fc.constantFrom(null, null, null, {
      suite: 'producer-consumer',
      metric: 'throughput',
      target: 'nptl',
      at: { pairs: '8' },
    }),
    unknown: fc.constantFrom([], [['later', 'yes'] as const]),
  });

  it('is shown again by its address alone, whatever was shown before', async () => {
    const { page, errors } = await site.open();
    for (const state of fc.sample(anyState, { seed: 2026, numRuns: 12 })) {
      const hash = formatHash(state);
      await goTo(page, hash);
      const shown = await shownOn(page);
      await page.reload();
      await untilRead(page);
      expect(await shownOn(page), `at ${hash}`).toEqual(shown);
    }
    expect(errors).toEqual([]);
  });
});

/** Everything that a reader sees: texts, what the controls say, and what the charts have drawn. */
function shownOn(page: Page) {
  return page.evaluate(() => {
    // Charts far down wait until they are near: as for paper, all are drawn, wherever the page was scrolled to.
    window.scrollTo(0, 0);
    window.dispatchEvent(new Event('beforeprint'));
    window.dispatchEvent(new Event('afterprint'));
    const charts = (window as unknown as { Chart: typeof Chart }).Chart;
    const controls = document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select');
    return {
      address: location.hash,
      texts: document.body.innerText.split('\n'),
      controls: [...controls].map((control) =>
        control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)
          ? control.checked
          : control.value,
      ),
      charts: [...document.querySelectorAll('canvas')].map((canvas) =>
        JSON.stringify(charts.getChart(canvas)?.data.datasets.map(({ label, data }) => [label, data])),
      ),
    };
  });
}
