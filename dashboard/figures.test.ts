import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../harness/setup/browser.mjs';
import { drawFigures } from './figures.js';
import { figureChart } from './src/chart/figure-chart.js';
import { chartTable } from './src/table/chart-table.js';
import { loadedRun } from './src/data/loaded-run.js';
import { tableCsv } from './src/table/table.js';
import { exampleRun } from './test/example.js';

const folder = mkdtempSync(join(tmpdir(), 'tutti-figures-'));
afterAll(() => rmSync(folder, { recursive: true }));
const example = exampleRun();
// Without a browser every test here fails, and says that there is nothing at this path.
const browserPath = findBrowser()?.path ?? '/no/browser/found: npm test installs one, or says how';

describe('exported figures', () => {
  it('are a PNG, an SVG and a CSV for each figure, with the same bytes every time', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    const files = await drawFigures(example, one, browserPath);
    await drawFigures(example, two, browserPath);
    expect(files.map(({ suite, figure }) => [suite, figure])).toEqual([
      ['producer-consumer', '7.3'],
      ['producer-consumer', '7.3-buffer-128'],
    ]);
    const names = ['7.3', '7.3-buffer-128'].flatMap((id) =>
      ['csv', 'png', 'svg'].map((ending) => `${id}.${ending}`),
    );
    expect(readdirSync(one).sort()).toEqual(names.sort());
    for (const name of names) {
      expect(readFileSync(join(one, name)).equals(readFileSync(join(two, name)))).toBe(true);
    }
    const png = readFileSync(join(one, '7.3.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1920, 1240]);
  }, 60_000);

  it('hold every curve: the SVG in its colour and with its name, the CSV as the table of the page', async () => {
    const [files] = await drawFigures(example, join(folder, 'three'), browserPath);
    const svg = readFileSync(files?.svg ?? '', 'utf8');
    for (const words of [
      'capriccio',
      'worker-threads',
      'Capriccio, 2003 hardware',
      'NPTL, 2003 hardware',
      'items/s',
    ]) {
      expect(svg).toContain(words);
    }
    const strokes = [...svg.matchAll(/<path[^>]*fill="none"[^>]*stroke="(#[0-9a-f]{6})"/g)].map(
      ([, colour]) => colour,
    );
    for (const colour of ['#c4270a', '#0072b2', '#009e73', '#74767c']) expect(strokes).toContain(colour);
    expect(svg.match(/stroke-dasharray="[1-9]/g)?.length).toBeGreaterThanOrEqual(3);
    const loaded = loadedRun(example.run, example.launches);
    const suite = example.run.suites.find(({ figures }) => figures.length > 0);
    const figure = suite?.figures[0];
    if (suite === undefined || figure === undefined) throw new Error('the example has lost its figure');
    const csv = readFileSync(files?.csv ?? '', 'utf8');
    expect(csv).toBe(tableCsv(chartTable(figureChart(suite, figure, loaded.cells), loaded.remarks)));
    expect(parse(csv, { columns: true })).toHaveLength(78);
  }, 60_000);

  it('say so when the browser cannot be started, and when the folder cannot be written', async () => {
    await expect(drawFigures(example, folder, '/nowhere/chromium')).rejects.toMatchObject({
      code: 'BROWSER_FAILED',
    });
    writeFileSync(join(folder, 'a-file'), '');
    await expect(drawFigures(example, join(folder, 'a-file'), browserPath)).rejects.toMatchObject({
      code: 'CANNOT_WRITE',
    });
  }, 60_000);
});
