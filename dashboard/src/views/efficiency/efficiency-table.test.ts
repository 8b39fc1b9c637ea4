import { describe, expect, it } from 'vitest';
import { suiteLike } from '../../../../harness/model/test/records.js';
import { serverRun } from '../../../test/server-example.js';
import { sweepCells } from '../../chart/sweep/sweep.js';
import { loadedRun } from '../../data/loaded-run.js';
import { selectionOf } from '../../page/selection.js';
import { defaultState } from '../../page/state.js';
import { cellsAt, concurrentUnit, costsOf, efficiencyTable } from './efficiency-table.js';

const { run, launches } = serverRun();
const loaded = loadedRun(run, launches);
const [suite = suiteLike()] = run.suites;
const selection = selectionOf(loaded, { ...defaultState, x: 'clients', at: { rate: '0' } });
if (selection === null) throw new Error('nothing is selected');
const cells = sweepCells(selection, loaded.cells);

describe('the table of what work costs', () => {
  it('has CPU time, switches and memory, as far as the suite measures them', () => {
    expect(costsOf(suite).map(({ name }) => name)).toEqual([
      'cpuPerWork',
      'kernelSwitchesPerWork',
      'peakMemory',
    ]);
    expect(costsOf(suiteLike({ metrics: [] }))).toEqual([]);
  });

  it('stands by throughput; what cannot be judged by that, or is missing, comes last', () => {
    expect(cellsAt(cells, 256, suite).map(({ target }) => target)).toEqual([
      'capriccio',
      'native',
      'apache',
      'nginx',
    ]);
    expect(cellsAt(cells, 4096, suite)[0]?.target).toBe('capriccio');
  });

  it('computes memory per client, and per nothing where the factor counts nothing concurrent', () => {
    const rows = cellsAt(cells, 256, suite);
    const open = () => () => undefined;
    const table = efficiencyTable(suite, selection.swept, rows, loaded.remarks, open);
    const computed = table.columns.find(({ title }) => title.includes('computed'));
    expect(computed?.title).toBe('Peak memory of the largest process / client (bytes, computed)');
    expect(table.caption).toContain('leaves out all but the largest');
    const [first, ...others] = rows;
    if (first === undefined) throw new Error('there is no row');
    expect(computed?.csv[0]?.value(first)).toBe((2e7 + 256 * 8192) / 256);
    expect(others.map((row) => computed?.text(row)).at(-1)).toBe('–');
    const rate = suite.factors.find(({ name }) => name === 'rate') ?? selection.swept;
    expect(concurrentUnit(rate)).toBeNull();
    const without = efficiencyTable(suite, rate, rows, loaded.remarks, open);
    expect(without.caption).not.toContain('largest');
    expect(without.columns.some(({ title }) => title.includes('computed'))).toBe(false);
  });
});
