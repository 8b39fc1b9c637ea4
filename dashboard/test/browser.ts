/** A real browser with a published dashboard in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Chart } from 'chart.js';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { findBrowser } from '../../harness/setup/browser.mjs';
import { publishDashboard, type PublishOptions, type RunToPublish } from '../publish.js';
import { addLoadersPage } from './loaders-page.js';

/** A page that was opened from a file, and what happened in it. */
export interface OpenPage {
  readonly page: Page;
  /** Addresses of everything it asked for. */
  readonly requests: readonly string[];
  /** Errors that were thrown in it, and refusals of its security policy. */
  readonly errors: readonly string[];
}

export class TestBrowser {
  readonly #browser: Browser;
  readonly #folders: string[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** @param found what `findBrowser` found. @throws Error when that is nothing */
  static async start(found: { readonly path: string } | undefined): Promise<TestBrowser> {
    if (found === undefined) throw new Error('no browser to test with: `npm test` installs one, or says how');
    return new TestBrowser(await chromium.launch({ executablePath: found.path }));
  }

  /** Publishes runs into a folder of its own; returns it. */
  publish(runs: readonly RunToPublish[], options: PublishOptions = {}): string {
    const folder = mkdtempSync(join(tmpdir(), 'tutti-dashboard-'));
    this.#folders.push(folder);
    publishDashboard(runs, folder, options);
    return folder;
  }

  /** Opens the published page from `file://` and waits until it is drawn. */
  open(folder: string, hash = '', options: BrowserContextOptions = {}): Promise<OpenPage> {
    return this.openAt(`${pathToFileURL(join(folder, 'index.html')).href}${hash}`, options);
  }

  /** Opens the page's readers of data, without its views, on the data of a published folder (`loaders.ts`). */
  async openLoaders(folder: string): Promise<OpenPage> {
    await addLoadersPage(folder);
    return this.openAt(pathToFileURL(join(folder, 'loaders.html')).href);
  }

  /** Opens the page at an address and waits until it is drawn. */
  async openAt(address: string, options: BrowserContextOptions = {}): Promise<OpenPage> {
    const context = await this.#browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    const page = await context.newPage();
    const requests: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(address);
    await page.waitForSelector('body[data-ready]', { timeout: 30_000 });
    return { page, requests, errors };
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    for (const folder of this.#folders) rmSync(folder, { recursive: true });
  }
}

/** A published folder with the browser that it is opened in. */
export interface TestSite {
  readonly browser: TestBrowser;
  readonly folder: string;
  /** Opens its page from `file://` and waits until it is drawn. */
  open(hash?: string, options?: BrowserContextOptions): Promise<OpenPage>;
}

/** Publishes runs for all tests of a file: before the first one, and takes everything away after the last. */
export function testSite(runs: readonly RunToPublish[], options: PublishOptions = {}): TestSite {
  let started: { readonly browser: TestBrowser; readonly folder: string } | undefined;
  const site = () => {
    if (started === undefined) throw new Error('the browser is there while tests run');
    return started;
  };
  beforeAll(async () => {
    const browser = await TestBrowser.start(findBrowser());
    started = { browser, folder: browser.publish(runs, options) };
  }, 60_000);
  afterAll(() => site().browser.stop());
  return {
    get browser() {
      return site().browser;
    },
    get folder() {
      return site().folder;
    },
    open: (hash, context) => site().browser.open(site().folder, hash, context),
  };
}

/** What Chart.js has drawn on the page, as plain data. */
export interface DrawnChart {
  readonly x: { readonly type: string };
  readonly y: { readonly type: string; readonly title: string };
  readonly curves: readonly {
    readonly label: string;
    readonly dashed: boolean;
    readonly colour: string;
    readonly points: readonly { x: number; y: number; yMin?: number; yMax?: number }[];
    /** Places of the points on the canvas: drawn ones have finite numbers. */
    readonly places: readonly { readonly x: number; readonly y: number }[];
  }[];
}

/** Reads the chart that is drawn. */
export function drawnChart(page: Page): Promise<DrawnChart> {
  return page.evaluate(() => {
    const charts = (window as unknown as { Chart: typeof Chart }).Chart;
    const canvas = document.querySelector('canvas');
    const chart = canvas && charts.getChart(canvas);
    if (!chart) throw new Error('nothing is drawn');
    const titleOf = (axis: 'x' | 'y') => {
      const options = chart.options.scales?.[axis] as { title?: { text?: string } } | undefined;
      return options?.title?.text ?? '';
    };
    const typeOf = (axis: 'x' | 'y') => chart.scales[axis]?.type ?? '';
    return {
      x: { type: typeOf('x') },
      y: { type: typeOf('y'), title: titleOf('y') },
      curves: chart.data.datasets.map((dataset, index) => ({
        label: dataset.label ?? '',
        dashed: 'borderDash' in dataset,
        colour: dataset.borderColor as string,
        points: structuredClone(dataset.data) as unknown as { x: number; y: number }[],
        places: chart.getDatasetMeta(index).data.map(({ x, y }) => ({ x, y })),
      })),
    };
  });
}

/** Opens every part of the page that can be opened. */
export function openEverything(page: Page): Promise<void> {
  return page.locator('details').evaluateAll((all) => {
    for (const details of all) details.setAttribute('open', '');
  });
}

/** Waits until the page is drawn, and has read the launches that it shows: of a view, and of the dialog over it. */
export async function untilRead(page: Page): Promise<void> {
  await page.waitForSelector('body[data-ready]', { timeout: 30_000 });
  await page.waitForFunction(() =>
    [...document.querySelectorAll('main p, dialog p')].every(
      (words) => !words.checkVisibility() || !words.textContent.startsWith('Reading the launches'),
    ),
  );
}

/** Goes to another state of the page that is open, as a link does, and waits until it is drawn and has its launches. */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(
    (next) =>
      new Promise<void>((resolve) => {
        if (location.hash === next) resolve();
        // Heard after the page has heard it, for it listened before.
        window.addEventListener('hashchange', () => resolve(), { once: true });
        location.hash = next;
      }),
    hash,
  );
  await untilRead(page);
}
