import { describe, expect, it } from 'vitest';
import { suiteLike } from '../../../../harness/model/test/records.js';
import { exampleRun } from '../../../test/example.js';
import { serverRun } from '../../../test/server-example.js';
import { sweepCells } from '../../chart/sweep/sweep.js';
import { sweepMarks } from '../../chart/sweep/sweep-marks.js';
import { loadedRun } from '../../data/loaded-run.js';
import { selectionOf } from '../../page/selection.js';
import { defaultState, type State } from '../../page/state.js';
import { tableCsv } from '../../table/table.js';
import { generatorMetric, loadCharts, metricNotices, onAxis } from './load-charts.js';
import { loadChange, withLoadSuite } from './load-suite.js';
import { bestCells, loadTable } from './load-tables.js';

const { run, launches } = serverRun();
const loaded = loadedRun(run, launches);
const [suite = suiteLike()] = run.suites;
const sweepOf = (change: Partial<State>) => {
  const selection = selectionOf(loaded, { ...defaultState, ...change });
  if (selection === null) throw new Error('nothing is selected');
  return selection;
};
const usual = { relative: false, hidden: new Set<string>(), yScale: null };
const closedLoop = sweepOf({ x: 'clients', at: { rate: '0' } });
const overRates = sweepOf({ x: 'rate', at: { clients: '256' } });

describe('the charts of a load', () => {
  it('are throughput, the 99th percentile, and failed requests where some failed, over one axis', () => {
    const charts = loadCharts(closedLoop, generatorMetric(suite, null), loaded.cells, usual);
    expect(charts.map(({ metric }) => metric.name)).toEqual(['throughput', 'latencyP99', 'failedRequests']);
    expect(new Set(charts.map(({ x }) => JSON.stringify(x))).size).toBe(1);
    const calm = loadCharts(overRates, generatorMetric(suite, 'bandwidth'), loaded.cells, usual);
    expect(calm.map(({ metric }) => metric.name)).toEqual(['throughput', 'bandwidth']);
  });

  it('have the points of the same cells', () => {
    const [throughput, latency] = loadCharts(closedLoop, generatorMetric(suite, null), loaded.cells, usual);
    const keys = (model: typeof throughput) =>
      model?.series.map(({ points }) => points.map(({ cell }) => cell));
    expect(keys(latency)).toEqual(keys(throughput));
  });

  it('have the requested rate beside what was achieved, and no place for a closed loop among the rates', () => {
    const [throughput] = loadCharts(overRates, null, loaded.cells, usual);
    const requested = throughput?.series.find(({ key }) => key === 'requested');
    expect(requested?.points.map(({ x, y }) => [x, y])).toEqual([
      [2000, 2000],
      [8000, 8000],
    ]);
    const hidden = { ...usual, hidden: new Set(['requested']) };
    const [without] = loadCharts(overRates, null, loaded.cells, hidden);
    expect(without?.series.map(({ key }) => key)).toContain('requested');
    expect(without?.drawn.map(({ key }) => key)).not.toContain('requested');
    const [held] = loadCharts(sweepOf({ x: 'clients', at: { rate: '8000' } }), null, loaded.cells, usual);
    expect(held?.lines).toEqual([{ axis: 'y', at: 8000, title: 'requested rate' }]);
  });

  it('leave the generator out where there is none', () => {
    const example = exampleRun();
    const other = loadedRun(example.run, example.launches);
    const selection = selectionOf(other, defaultState);
    if (selection === null) throw new Error('nothing is selected');
    expect(generatorMetric(selection.suite, null)).toBeNull();
    const charts = loadCharts(selection, null, other.cells, usual);
    expect(charts.map(({ metric }) => metric.name)).toEqual(['throughput']);
  });
});

describe('an address of a load', () => {
  it('opens the first suite with a load generator where it names none', () => {
    const plain = suiteLike();
    const both = {
      run: { ...loaded.run, suites: [plain, ...run.suites] },
      cells: [...loaded.cells, ...loaded.cells.slice(0, 1).map((cell) => ({ ...cell, suite: plain.name }))],
    };
    expect(withLoadSuite(both, defaultState).suite).toBe(suite.name);
    expect(withLoadSuite(both, { ...defaultState, suite: plain.name }).suite).toBe(plain.name);
    expect(loadChange(both, { suite: null }).suite).toBe(plain.name);
    expect(loadChange(both, { suite: suite.name }).suite).toBeNull();
    expect(loadChange(both, { x: 'rate' })).toEqual({ x: 'rate' });
  });

  it('is told of a metric that is not shown', () => {
    expect(metricNotices(suite, null)).toEqual([]);
    expect(metricNotices(suite, 'throughput')).toEqual([]);
    expect(metricNotices(suite, 'latencyP50')).toEqual([]);
    expect(metricNotices(suite, 'peakMemory')).toEqual([
      'No load generator of suite server gives “peakMemory”: showing latencyP99.',
    ]);
  });
});

describe('the tables of a load', () => {
  const [throughput] = suite.metrics;
  if (throughput === undefined) throw new Error('the suite has lost its metrics');

  it('show each target where it answered the most among what can be judged by', () => {
    const best = bestCells(onAxis(closedLoop, sweepCells(closedLoop, loaded.cells)), throughput);
    expect(best.map(({ target, value }) => [target, value])).toEqual([
      ['capriccio', 4096],
      ['native', 256],
      ['apache', 256],
    ]);
  });

  it('have every metric that depends on the load, and the achieved share of the requested rate', () => {
    const cells = sweepCells(overRates, loaded.cells);
    const table = loadTable(overRates, cells, loaded.remarks, () => () => undefined);
    const [head = '', ...lines] = tableCsv(table).trim().split('\n');
    const names = head.split(',');
    expect(names).toEqual(expect.arrayContaining(['bandwidth', 'connectionRate', 'latencyP999 hi']));
    expect(names).not.toContain('cpuPerWork');
    expect(lines).toHaveLength(cells.length);
    const capriccio = cells.find(({ target, value }) => target === 'capriccio' && value === 8000);
    const line = lines[capriccio === undefined ? -1 : cells.indexOf(capriccio)]?.split(',') ?? [];
    const median = capriccio?.metrics.get('throughput')?.median ?? NaN;
    expect(Number(line[names.indexOf('achievedOfRequested')])).toBe(median / 8000);
  });
});

describe('what is known against a load', () => {
  it('is said mark by mark, with the targets and the values that carry it', () => {
    const marks = sweepMarks(sweepCells(closedLoop, loaded.cells), loaded.remarks);
    expect(marks).toContainEqual({
      words: 'the load generator, not the target, was the limit',
      places: 'native at 4,096',
    });
    expect(marks).toContainEqual({
      words: 'without a value: some launches failed (12 launches: the target did not say ready in time)',
      places: 'nginx at 16, 256 and 4,096',
    });
  });
});
