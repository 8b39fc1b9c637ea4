import { describe, expect, it } from 'vitest';
import { exampleRun, olderRun } from '../../test/example.js';
import { loadedRun } from './loaded-run.js';
import { type RunSummary, runOfSummary, runSummarySchema, summaryOf } from './run-summary.js';

const { run, launches } = exampleRun();
const loaded = loadedRun(run, launches, {
  claims: [],
  floorOf: (_, metric) => ({ floor: metric === 'throughput' ? 0.03 : 0.05, measured: true, controls: 20 }),
});
const loading = { hash: null, launchesOf: () => Promise.resolve([]) };

function readBack(summary: RunSummary) {
  return runOfSummary(runSummarySchema.parse(JSON.parse(JSON.stringify(summary))), loading);
}

describe('the summary of a run', () => {
  it('says all that the run says: cells, tiers, remarks, claims, floors', () => {
    const read = readBack(summaryOf(loaded));
    expect(read.run).toEqual(loaded.run);
    expect(read.recorded).toBe(launches.length);
    expect(read.cells).toEqual(loaded.cells);
    expect(read.tiers).toEqual(loaded.tiers);
    expect(read.tiers.length).toBeGreaterThan(20);
    expect(read.remarks).toEqual(loaded.remarks);
    expect(read.remarks.size).toBeGreaterThan(3);
    expect(read.claims).toEqual([]);
    for (const { name, metrics } of run.suites) {
      for (const metric of metrics) {
        expect(read.floorOf(name, metric.name)).toEqual(loaded.floorOf(name, metric.name));
      }
    }
    expect(read.floorOf('no such suite', 'throughput')).toMatchObject({ floor: 0.05, measured: false });
  });

  it('is that of a run of which nothing was recorded, too', () => {
    const older = olderRun();
    const empty = loadedRun(older.run, older.launches);
    expect(readBack(summaryOf(empty))).toMatchObject({ cells: empty.cells, tiers: [], recorded: 0 });
  });

  it('has its launches in the order of the plan, suite by suite', async () => {
    const reversed = loadedRun(run, [...launches].reverse());
    const ofPlan = launches.filter(({ suite }) => suite === 'plain');
    expect(await reversed.launchesOf('plain')).toEqual(ofPlan);
    expect(await reversed.launchesOf('no such suite')).toEqual([]);
  });

  it.each<[string, (suite: RunSummary['suites'][number]) => unknown]>([
    ['a column that is too short', ({ cells }) => cells.median.pop()],
    ['a cell of no target', ({ cells }) => cells.target.fill(99)],
    ['a mark that is not there', ({ cells }) => cells.mark.fill(99)],
    ['a standing of no cell', ({ tiers }) => tiers.cell.fill(9999)],
    ['more standings than there are', ({ tiers }) => tiers.tables.push(...tiers.tables)],
    ['a table of no metric', ({ tiers }) => tiers.tables.forEach((table) => (table.metric = 99))],
    [
      'a remark of no cell',
      ({ cells }) => cells.remarks.push({ cell: 9999, unsupported: null, failures: [] }),
    ],
  ])('is refused with %s', (_, damage) => {
    const summary = structuredClone(summaryOf(loaded));
    for (const suite of summary.suites) damage(suite);
    expect(() => readBack(summary)).toThrow(RangeError);
  });

  it('is refused without one of its suites', () => {
    const summary = summaryOf(loaded);
    expect(() => readBack({ ...summary, suites: summary.suites.slice(1) })).toThrow('suites');
  });
});
