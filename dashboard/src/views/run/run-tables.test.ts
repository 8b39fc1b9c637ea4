import { describe, expect, it, vi } from 'vitest';
import { suiteLike } from '../../../../harness/model/test/records.js';
import { exampleRun } from '../../../test/example.js';
import { loadedRun } from '../../data/loaded-run.js';
import type { CellName } from '../../page/state.js';
import { tableCsv } from '../../table/table.js';
import { placesIn } from './launch-place.js';
import { launchTable } from './launch-table.js';
import { cellCounts, markedCells } from './marked-cells.js';

const { run, launches } = exampleRun();
const loaded = loadedRun(run, launches);
const places = placesIn(loaded);
const [suite = suiteLike()] = run.suites;
const ofSuite = launches.filter((launch) => launch.suite === suite.name);

describe('the table of the launches of a suite', () => {
  const question = vi.fn<(cell: CellName) => void>();
  const table = launchTable(suite, ofSuite, places, question);
  const rows = table.groups.flatMap((group) => group.rows);

  it('has every launch once', () => {
    expect(rows.map(({ id }) => id).sort()).toEqual(ofSuite.map(({ id }) => id).sort());
  });

  it('opens the cell of a launch', () => {
    const [row] = rows;
    if (row === undefined) throw new Error('no row');
    table.columns[0]?.open?.(row)?.();
    expect(question).toHaveBeenCalledWith({
      suite: 'producer-consumer',
      metric: 'throughput',
      target: row.target,
      at: { pairs: String(row.point['pairs']), capacity: String(row.point['capacity']) },
    });
  });

  it('has every digit of every metric in its CSV, and why there is none', () => {
    const [head = '', first = ''] = tableCsv(table).split('\n');
    expect(head).toBe(
      'launch,startedAt,block,attempt,position,suite,target,pairs,capacity,spin,seed,throughput,cpuPerWork,kernelSwitchesPerWork,createTime,peakMemory,readyMs,totalMs,spinBeforeNs,spinAfterNs,steal,foreignCpus,foreignIo,outcome,reason,detail,validity,findings',
    );
    expect(first.split(',')).toHaveLength(head.split(',').length);
    expect(tableCsv(table)).toContain('failed,result-deadline');
  });
});

describe('the marks of a run', () => {
  const marked = markedCells(loaded.cells);

  it('count cells, not numbers: one with several metrics is one', () => {
    const counts = Object.fromEntries(marked.map(({ code, cells }) => [code ?? 'missing', cells.length]));
    expect(counts).toEqual({ 'too-few-launches': 7, unsupported: 4, missing: 2, disturbed: 1, errors: 1 });
  });

  it('leave the cells that carry none', () => {
    expect(cellCounts(loaded.cells)).toEqual({ all: 43, clean: 29 });
  });

  it('are none where nothing is wrong', () => {
    expect(markedCells([])).toEqual([]);
  });
});
