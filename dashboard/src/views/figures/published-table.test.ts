import { describe, expect, it } from 'vitest';
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { PublishedTable } from '../../../../harness/model/published-table.js';
import { measuredLaunch, recordsOf, runOf, suiteLike } from '../../../../harness/model/test/records.js';
import { loadedRun } from '../../data/loaded-run.js';
import { publishedTable } from './published-table.js';
import { tableCsv } from '../../table/table.js';

const published: PublishedTable = {
  title: 'Table 1',
  source: 'a paper',
  label: '2003 hardware',
  note: 'another machine',
  point: { capacity: 1, pairs: 8 },
  metrics: ['createTime', 'throughput'],
  systems: [{ title: 'Capriccio', values: { createTime: 21.5 } }],
};

const suite = suiteLike({ published });
const run = runOf({ suite, grid: { pairs: [1, 8] } });
const launches = recordsOf(run, (planned) =>
  measuredLaunch({
    ...planned,
    metrics: {
      throughput: planned.point['pairs'] === 8 ? 4000 : 1,
      ...(planned.target === 'capriccio' && { createTime: 2.5 }),
    },
  }),
);
const asked: CellSummary[] = [];
const table = publishedTable(suite, published, loadedRun(run, launches), (cell) => asked.push(cell));
const rows = table.groups.map((group) => group.rows.map((row) => table.columns.map(({ text }) => text(row))));

describe('a published table', () => {
  it('shows what this run measured at its point, then the published systems under their label', () => {
    expect(table.groups.map(({ title }) => title)).toEqual([
      'Measured in this run, at capacity=1,pairs=8',
      'As published: 2003 hardware',
    ]);
    expect(rows[0]).toEqual([
      ['The target capriccio', '2.5 [2.5, 2.5]', '4,000 [4,000, 4,000]', '6', 'valid'],
      ['The target event-loop', '–', '4,000 [4,000, 4,000]', '6', 'valid'],
    ]);
    expect(rows[1]).toEqual([['Capriccio', '21.5', '–', '', '']]);
  });

  it('has its metrics in the order and the units of the suite it belongs to', () => {
    expect(table.columns.map(({ title }) => title)).toEqual([
      'System',
      'Time to create one thread (us)',
      'Throughput (items/s)',
      'Launches',
      'Validity',
    ]);
  });

  it('opens the launches behind a value of ours, and nothing behind a published one', () => {
    const [ours, theirs] = table.groups.map(({ rows: [first] }) => first);
    if (ours === undefined || theirs === undefined) throw new Error('the table has lost its rows');
    const column = table.columns[1];
    column?.open?.(ours)?.();
    expect(asked).toMatchObject([{ target: 'capriccio', metric: 'createTime' }]);
    expect(column?.open?.(theirs)).toBeNull();
  });

  it('leaves empty in the CSV what nobody measured or published', () => {
    expect(tableCsv(table).trim().split('\n')).toEqual([
      'system,kind,createTime,createTime lo,createTime hi,throughput,throughput lo,throughput hi,launches,validity',
      'The target capriccio,measured,2.5,2.5,2.5,4000,4000,4000,6,valid',
      'The target event-loop,measured,,,,4000,4000,4000,6,valid',
      'Capriccio,published,21.5,,,,,,,',
    ]);
  });
});
