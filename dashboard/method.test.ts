import { describe, expect, it } from 'vitest';
import { metricSources } from '../harness/model/metric.js';
import { validityReasons } from '../harness/model/validity.js';
import { testSite } from './test/browser.js';
import { exampleRun } from './test/example.js';

const example = exampleRun();

const site = testSite([example]);

describe('the method', () => {
  it('explains every metric and every mark of the run', async () => {
    const { page, errors } = await site.open('#view=method');
    const words = await page.locator('main').innerText();
    const sources = new Set(example.run.suites.flatMap(({ metrics }) => metrics.map(({ source }) => source)));
    for (const source of sources) expect(words).toContain(metricSources[source]);
    for (const [code, { words: meaning }] of Object.entries(validityReasons)) {
      expect(words).toContain(code);
      expect(words).toContain(meaning);
    }
    expect(errors).toEqual([]);
  });

  it('says how to make the numbers again, and which data they are', async () => {
    const { page } = await site.open('#view=method');
    const words = await page.locator('main').innerText();
    expect(words).toContain(`tutti recompute ${example.run.id}`);
    expect(words).toMatch(/The hash of these: [0-9a-f]{12}/);
    expect(words).toContain('The history and run B of “Two runs” are not pinned.');
  });
});
