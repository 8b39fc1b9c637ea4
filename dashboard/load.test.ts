import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { summarise } from '../harness/stats/summarise.js';
import { testSite } from './test/browser.js';
import { serverRun } from './test/server-example.js';

const server = serverRun();
const site = testSite([server]);

describe('the load view', () => {
  it('shows throughput, the chosen percentile and the failures of the same launches', async () => {
    const { page, errors } = await site.open('#view=load&at=rate:0');
    const titles = page.locator('.chart-panel:visible .chart-title');
    expect(await titles.allInnerTexts()).toEqual([
      'Throughput, requests/s; higher is better',
      'Response time, 99 %, us; lower is better',
      'Failed requests, %; lower is better',
    ]);
    await page.getByLabel('Beside the throughput').selectOption('latencyP50');
    expect(await titles.nth(1).innerText()).toBe('Response time, 50 %, us; lower is better');
    expect(new URL(page.url()).hash).toContain('metric=latencyP50');
    const marks = await page.locator('.sweep-marks li').allInnerTexts();
    expect(marks).toContain('the load generator, not the target, was the limit: native at 4,096');
    expect(errors).toEqual([]);
  });

  it('has every number of the load in a table, and in its CSV to every digit', async () => {
    const { page } = await site.open('#view=load&x=rate&at=clients:256');
    const all = page.locator('.load > details').last();
    await all.locator('summary').click();
    const download = page.waitForEvent('download');
    await all.getByRole('button', { name: 'Download CSV' }).click();
    const rows: Record<string, string>[] = parse(readFileSync(await (await download).path(), 'utf8'), {
      columns: true,
    });
    expect(rows).toHaveLength(12);
    const cells = summarise(server.launches, server.run.suites);
    for (const row of rows) {
      for (const metric of ['throughput', 'latencyP99', 'bandwidth', 'connectionRate']) {
        const cell = cells.find(
          ({ target, point, metric: name }) =>
            name === metric &&
            target === row['target'] &&
            point['clients'] === 256 &&
            String(point['rate']) === row['rate'],
        );
        expect(row[metric]).toBe(String(cell?.median ?? ''));
      }
    }
    await page.getByText('A closed loop asks for no rate').waitFor();
    expect(await all.getByText('closed loop', { exact: true }).count()).toBe(4);
  });

  it('says of a metric in the address that it cannot be shown beside the throughput', async () => {
    const { page } = await site.open('#view=load&metric=peakMemory');
    expect(await page.locator('#notices').innerText()).toContain(
      'No load generator of suite server gives “peakMemory”: showing latencyP99.',
    );
  });

  it('opens the launches behind a number', async () => {
    const { page } = await site.open('#view=load&at=rate:0');
    await page.locator('.load > details').first().locator('button.open').first().click();
    await page.locator('dialog[open]').waitFor();
    expect(new URL(page.url()).hash).toContain('cell=server/throughput/capriccio/');
  });
});

describe('the efficiency view', () => {
  it('shows three costs under one legend, and memory per client as computed', async () => {
    const { page, errors } = await site.open('#view=efficiency&at=clients:256,rate:0');
    expect(await page.locator('.chart-panel:visible .chart-title').allInnerTexts()).toEqual([
      'CPU time per request, ns; lower is better',
      'Kernel context switches per request, switches; lower is better',
      'Peak memory, bytes; lower is better',
    ]);
    expect(await page.locator('fieldset.legend').count()).toBe(1);
    const table = page.locator('.efficiency > details').locator('table');
    expect(await table.locator('thead').innerText()).toContain(
      'Peak memory of the largest process / client (bytes, computed)',
    );
    expect(await table.locator('tbody tr').first().innerText()).toContain('86,320');
    await page.locator('select[data-control="Clients"]').selectOption('4096');
    expect(await table.locator('tbody tr').first().innerText()).toContain('13,070');
    expect(errors).toEqual([]);
  });
});
