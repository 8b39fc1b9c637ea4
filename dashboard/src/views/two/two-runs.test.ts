import { describe, expect, it } from 'vitest';
import { earlierRun, exampleRun } from '../../../test/example.js';
import { type LoadedRun, loadedRun } from '../../data/loaded-run.js';
import { tableCsv } from '../../table/table.js';
import { alarmsOf, orderWords, tallyWords } from './audit-words.js';
import { filesByRun } from './brought-runs.js';
import { cellsChart } from './cells-chart.js';
import { cellsTable } from './cells-table.js';
import { differenceTable } from './difference-table.js';
import { pointWords } from './row-place.js';
import { compareLoaded, sharedSuites, suitesOfOne } from './run-comparison.js';

type Recorded = ReturnType<typeof exampleRun>;

const load = ({ run, launches }: Recorded): LoadedRun => loadedRun(run, launches);
const earlier = load(earlierRun());
const later = load(exampleRun());
const all = { suite: null, metric: null };

/** Every launch faster or slower by its own factor. */
function changed({ run, launches }: Recorded, factorOf: (index: number) => number): Recorded {
  return {
    run: { ...run, id: 'changed' },
    launches: launches.map((launch, index) =>
      launch.outcome === 'measured'
        ? {
            ...launch,
            metrics: { ...launch.metrics, throughput: (launch.metrics['throughput'] ?? 0) * factorOf(index) },
          }
        : launch,
    ),
  };
}

describe('two runs', () => {
  it('say of run B that it is better where its numbers are', async () => {
    const { document, suites } = await compareLoaded(earlier, later, all);
    expect(suites.map(({ name, metrics }) => [name, metrics.length])).toEqual([
      ['producer-consumer', 1],
      ['plain', 1],
    ]);
    const native = document.rows.filter(({ target, ratio }) => target === 'native' && ratio !== null);
    expect(native.length).toBeGreaterThan(4);
    for (const { ratio, a, b } of native) {
      expect(ratio).toBeCloseTo(1 / 0.75, 10);
      expect([a, b]).toEqual(['run B', 'run A']);
    }
    expect(tallyWords(document.rows)).toMatch(/^Of 41 cells in run B, held against run A: 5 better, /);
  });

  it('are compared by the metric that was asked for', async () => {
    const { document } = await compareLoaded(earlier, later, { suite: 'plain', metric: 'peakMemory' });
    expect(new Set(document.rows.map(({ suite, metric }) => `${suite} ${metric}`))).toEqual(
      new Set(['plain peakMemory']),
    );
  });

  it('list what differs around them, on the right sides', async () => {
    const table = differenceTable(await compareLoaded(earlier, later, all));
    const [row] = table.groups[0]?.rows ?? [];
    if (row === undefined) throw new Error('the revisions differ');
    expect(table.columns.map(({ text }) => text(row))).toEqual([
      'revision',
      'an-earlier-revision',
      '0123456789abcdef0123456789abcdef01234567',
      'leaves them comparable',
    ]);
  });

  it('are incomparable on other machines: no ratio is told', async () => {
    const { run, launches } = exampleRun();
    const { environment } = run;
    const elsewhere = load({
      run: {
        ...run,
        id: 'elsewhere',
        environment: { ...environment, os: { ...environment.os, kernel: '7.0' } },
      },
      launches,
    });
    const comparison = await compareLoaded(later, elsewhere, all);
    expect(
      comparison.document.rows.every(({ verdict, ratio }) => verdict === 'incomparable' && ratio === null),
    ).toBe(true);
    const [row] = differenceTable(comparison).groups[0]?.rows ?? [];
    expect(row?.matters).toBe(true);
  });

  it('raise the alarm when all targets moved together', async () => {
    const slower = load(changed(exampleRun(), () => 0.8));
    const comparison = await compareLoaded(later, slower, all);
    expect(alarmsOf(comparison).join(' ')).toMatch(/targets moved together.*run B is worse, −20\.0 %/);
    expect(orderWords(comparison).join(' ')).toContain('shows in neither run');
  });

  it('say of a common shift to which side it is', async () => {
    const faster = load(changed(exampleRun(), () => 1.25));
    const comparison = await compareLoaded(later, faster, all);
    expect(alarmsOf(comparison).join(' ')).toContain('run B is better, +25.0 %');
  });

  it('do not clear the order of the launches where there are too few to see it', async () => {
    const few = ({ run, launches }: Recorded) =>
      load({ run, launches: launches.filter(({ block }) => block === 1) });
    const [one, other] = [few(earlierRun()), few(exampleRun())];
    expect(orderWords(await compareLoaded(one, other, all))).toEqual([
      'There are too few launches to see whether their order matters.',
    ]);
    expect(orderWords(await compareLoaded(earlier, other, all))).toEqual([
      'The order of the launches does not show in run A; the other run has too few launches to see it.',
    ]);
  });

  it('know what only one of them measured', () => {
    const { run, launches } = exampleRun();
    const half = load({ run, launches: launches.filter(({ suite }) => suite === 'plain') });
    const without: LoadedRun = { ...half, cells: half.cells.filter(({ suite }) => suite === 'plain') };
    expect(suitesOfOne(later, without)).toEqual(['Producers and consumers']);
    expect(sharedSuites(later, without).map(({ name }) => name)).toEqual(['plain']);
  });
});

describe('chart, table and CSV of two runs', () => {
  it('have the same cells in the same order', async () => {
    const comparison = await compareLoaded(earlier, later, { suite: 'producer-consumer', metric: null });
    const points = cellsChart(comparison, new Set()).series.flatMap((series) => series.points);
    const ratios = points.toSorted((one, other) => one.x - other.x).map(({ y }) => y);
    const table = cellsTable(comparison, () => undefined);
    const rows = table.groups.flatMap((group) => group.rows);
    expect(ratios).toEqual(rows.flatMap(({ row }) => row.ratio ?? []));
    expect(ratios).toEqual(ratios.toSorted((one, other) => (one ?? 0) - (other ?? 0)));
    expect(tableCsv(table).split('\n')).toHaveLength(rows.length + 2);
  });

  it('say where a cell is', () => {
    const [suite] = later.run.suites;
    expect(suite && pointWords(suite, { pairs: 8, capacity: 1, spin: 32 })).toBe(
      'Producers (= consumers) 8 pairs',
    );
    expect(suite && pointWords(suite, { pairs: 1, capacity: 128, spin: 0 })).toBe(
      'Producers (= consumers) 1 pair, Buffer capacity 128 items, Work on an item 0 steps',
    );
  });
});

describe('files that are brought', () => {
  it('belong together folder by folder; a file of a history is a run of its own', () => {
    const file = (path: string) => ({ name: path.split('/').at(-1) ?? '', webkitRelativePath: path });
    const groups = filesByRun(
      ['one/run.json', 'one/launches.ndjson', 'two/run.json', 'a.json.gz', 'b.json.gz'].map(file),
    );
    expect(groups.map((group) => group.map(({ name }) => name))).toEqual([
      ['run.json', 'launches.ndjson'],
      ['run.json'],
      ['a.json.gz'],
      ['b.json.gz'],
    ]);
  });
});
