import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { metricSources } from '../../../../harness/model/metric.js';
import { validityReasons } from '../../../../harness/model/validity.js';
import { exampleRun } from '../../../test/example.js';
import { loadedRun } from '../../data/loaded-run.js';
import { tableCsv } from '../../table/table.js';
import { derivationWords, markTable, metricTable } from './declared-tables.js';
import { formulas } from './formulas.js';
import { launchMeanings } from './method-words.js';

const { run, launches } = exampleRun();
const loaded = loadedRun(run, launches);
const everyFormula = formulas.flatMap((group) => group.formulas);

describe('the formulas', () => {
  it.each(everyFormula)(
    '$name is computed by the file that is named, which names the same source',
    (formula) => {
      const text = readFileSync(new URL(`../../../../${formula.file}`, import.meta.url), 'utf8');
      const [author] = formula.source?.split(/,| and | \(/) ?? [];
      expect(text).toContain(author ?? 'export function');
    },
  );
});

describe('the tables of what is declared', () => {
  it('have every metric of every suite, and how it comes about', () => {
    const rows = metricTable(loaded).groups.flatMap((group) => group.rows);
    expect(rows.map(({ metric }) => metric.name)).toEqual(
      run.suites.flatMap(({ metrics }) => metrics.map(({ name }) => name)),
    );
    expect(rows.every(({ metric }) => derivationWords(metric).startsWith(metricSources[metric.source]))).toBe(
      true,
    );
    expect(tableCsv(metricTable(loaded))).toContain('producer-consumer,throughput,Throughput,items/s,higher');
  });

  it('say what a unit of work amounts to, where that is not one', () => {
    const [metric] = run.suites[0]?.metrics ?? [];
    if (metric === undefined) throw new Error('no metric');
    expect(derivationWords({ ...metric, perWork: 4096 })).toBe(
      'work done in the measured window, over the length of the window, times 4,096; depends on the load',
    );
  });

  it('have every mark with the number of cells that carry it', () => {
    const rows = markTable(new Map([['disturbed', 3]])).groups.flatMap((group) => group.rows);
    expect(rows.map(({ code }) => code)).toEqual(Object.keys(validityReasons));
    expect(rows.filter(({ cells }) => cells > 0)).toEqual([{ code: 'disturbed', cells: 3 }]);
  });
});

it('says the numbers of the run where it explains a launch', () => {
  const words = launchMeanings(loaded, 43)
    .map(([, meaning]) => meaning)
    .join(' ');
  expect(words).toContain('100 ms of warm-up here, a measured window of 250 ms in slices of 20 ms');
  expect(words).toContain('from the seed 42; 222 are recorded');
  expect(words).toContain('This run has 43 cells.');
});
