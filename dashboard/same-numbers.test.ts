/** Of every view with charts: its table, its file and what it has drawn are the same numbers. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Chart } from 'chart.js';
import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { grouped } from './src/chart/numbers.js';
import { goTo, openEverything, testSite } from './test/browser.js';
import { exampleRun, exampleTrends } from './test/example.js';
import { earlierServerRun } from './test/server-example.js';

const server = earlierServerRun();
// The example opens by itself: it is the newest.
const site = testSite([exampleRun(), server], { trends: exampleTrends() });

/** Where the numbers are: the fields of the file that are drawn, and each with its column in the table. */
interface Place {
  readonly hash: string;
  /** The part of the page that has the table and its file. */
  readonly part: string;
  /** Fields that are drawn, with the start of the title of their columns. */
  readonly columns: Readonly<Record<string, string>>;
  /** How the table writes them. */
  readonly text: (value: number) => string;
}

const places: readonly [string, Place][] = [
  [
    'figures',
    {
      hash: '#view=figures&suite=producer-consumer&figure=7.3',
      part: '.chart-panel details',
      columns: { throughput: 'Throughput' },
      text: grouped,
    },
  ],
  [
    'compare',
    {
      hash: '#view=compare&suite=producer-consumer&metric=throughput',
      part: '.chart-panel details',
      columns: { ratio: 'Ratio' },
      text: (ratio) => ratio.toFixed(3),
    },
  ],
  [
    'load',
    {
      hash: `#view=load&run=${server.run.id}&at=rate:0`,
      part: '.load > details:last-of-type',
      columns: { throughput: 'Throughput' },
      text: grouped,
    },
  ],
  [
    'efficiency',
    {
      hash: `#view=efficiency&run=${server.run.id}&at=clients:256,rate:0`,
      part: '.efficiency > details',
      columns: { cpuPerWork: 'CPU time', peakMemory: 'Peak memory' },
      text: grouped,
    },
  ],
  [
    'history',
    {
      hash: '#view=history&at=pairs:1',
      part: '.chart-panel details',
      columns: { throughput: 'Throughput' },
      text: grouped,
    },
  ],
];

describe('the numbers of a view', () => {
  it.each(places)(
    'are the same in its table, its file and its charts: %s',
    async (_, { hash, part, columns, text }) => {
      const { page } = await site.open();
      await goTo(page, hash);
      await openEverything(page);
      const region = page.locator(part).first();
      const lines = await fileOf(page, region);
      const drawn = await drawnValues(page);
      for (const [field, title] of Object.entries(columns)) {
        const written = lines.map((line) => line[field] ?? 'no such field');
        expect(await columnOf(region, title), `${field} in the table`).toEqual(
          written.map((number) => (number === '' ? null : text(Number(number)))),
        );
        const numbers = written.filter((number) => number !== '').map(Number);
        expect(numbers.length).toBeGreaterThan(2);
        expect(
          numbers.filter((number) => !drawn.has(number)),
          `${field} that is not drawn`,
        ).toEqual([]);
      }
    },
    60_000,
  );
});

/** The file as the page saves it. */
async function fileOf(page: Page, region: Locator): Promise<Record<string, string>[]> {
  const download = page.waitForEvent('download');
  await region.getByRole('button', { name: 'Download CSV' }).dispatchEvent('click');
  return parse(readFileSync(await (await download).path(), 'utf8'), { columns: true });
}

/** A column of the table by the start of its title: the numbers without their intervals; null where there is none. */
function columnOf(region: Locator, title: string): Promise<(string | null)[]> {
  return region
    .locator('table')
    .first()
    .evaluate((table, start) => {
      const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent);
      const place = heads.findIndex((text) => text.startsWith(start));
      return [...table.querySelectorAll('tbody tr:not(.group)')].map((row) => {
        const [number] = /^[\d,.]+(e-?\d+)?/.exec(row.children[place]?.textContent ?? '') ?? [];
        return number ?? null;
      });
    }, title);
}

/** Every value that some chart of the page has drawn. */
async function drawnValues(page: Page): Promise<Set<number>> {
  const values = await page.evaluate(() => {
    // Charts far down wait until they are near: as for paper, all are drawn.
    window.dispatchEvent(new Event('beforeprint'));
    const charts = (window as unknown as { Chart: typeof Chart }).Chart;
    return [...document.querySelectorAll('canvas')].flatMap((canvas) =>
      (charts.getChart(canvas)?.data.datasets ?? []).flatMap(({ data }) =>
        (data as unknown as { y: number }[]).map(({ y }) => y),
      ),
    );
  });
  return new Set(values.filter((value) => Number.isFinite(value)));
}
