import { describe, expect, it, vi } from 'vitest';
import type { Trend } from '../../../../harness/model/trend.js';
import { exampleRun, exampleTrends } from '../../../test/example.js';
import { tableCsv } from '../../table/table.js';
import { changeWithInterval, changeWords, detectableWords, revisionWords } from './change-words.js';
import { conditionSets } from './conditions.js';
import { curvesOf, runsOf, trendChart } from './trend-chart.js';
import { trendSelection } from './trend-selection.js';
import { detectableTable, trendTable } from './trend-table.js';

const { run } = exampleRun();
const trends = exampleTrends();
const nothing = { suite: null, metric: null, at: {} };

function select(state: Partial<Parameters<typeof trendSelection>[2]> = {}, of: readonly Trend[] = trends) {
  const selection = trendSelection(of, run, { ...nothing, ...state });
  if (selection === null) throw new Error('nothing is selected');
  return selection;
}

describe('what an address selects among trends', () => {
  it('is the primary metric of the first suite, at the last of the points with most runs', () => {
    const { suite, metric, point, trends: found, notices } = select();
    expect([suite.name, metric.name, point['pairs']]).toEqual(['producer-consumer', 'throughput', 64]);
    expect(found.map(({ target }) => target)).toEqual([
      'capriccio',
      'capriccio',
      'event-loop',
      'event-loop',
      'native',
      'native',
    ]);
    expect(notices).toEqual([]);
  });

  it('is what the address says', () => {
    const { metric, point } = select({ metric: 'cpuPerWork', at: { pairs: '1' } });
    expect([metric.name, point['pairs']]).toEqual(['cpuPerWork', 1]);
  });

  it('says what the address asks for in vain', () => {
    expect(select({ suite: 'web', metric: 'p99', at: { pairs: '3' } }).notices).toEqual([
      'The history has no suite “web”: showing Producers and consumers.',
      'The history has no metric “p99” of it: showing Throughput.',
      'The history has nothing at pairs = 3: showing another point.',
    ]);
  });

  it('offers the factors that vary between trends', () => {
    expect(select().factors).toEqual([
      { name: 'pairs', title: 'Producers (= consumers)', unit: 'pairs', values: [1, 64] },
    ]);
  });

  it('is nothing without trends', () => {
    expect(trendSelection([], run, nothing)).toBeNull();
  });
});

describe('the chart of trends', () => {
  const selection = select();
  const conditions = conditionSets(selection.trends);
  const curves = curvesOf(selection.trends, conditions);
  const wanted = { hidden: new Set<string>(), scale: null, run: run.id };
  const model = trendChart(selection, curves, wanted);

  it('has a curve for each target and set of conditions, the newest named as everywhere', () => {
    expect(conditions.sets).toEqual([[['kernel', '6.2.0']], [['kernel', '6.1.0']]]);
    expect(conditions.common.map(([name]) => name)).toContain('CPU model');
    expect(curves.map(({ key, title }) => [key, title]).slice(0, 2)).toEqual([
      ['capriccio', 'capriccio (conditions 1)'],
      ['capriccio (conditions 2)', 'capriccio (conditions 2)'],
    ]);
  });

  it('puts the runs at equal distances, each run at one place for all curves', () => {
    const runs = runsOf(selection.trends);
    expect(runs).toHaveLength(40);
    for (const { trend, key } of curves) {
      const points = model.series.find((one) => one.key === key)?.points.filter(({ y }) => y !== null);
      expect(points?.map(({ x }) => runs[x - 1]?.run)).toEqual(trend.points.map((point) => point.run));
    }
    expect([model.x.min, model.x.max]).toEqual([0.5, 40.5]);
  });

  it('has a gap, with words, where a run has no valid number', () => {
    const gap = model.series.find(({ key }) => key === 'native (conditions 2)')?.points[12];
    expect(gap).toMatchObject({ y: null, words: 'left out: no valid number in this run' });
  });

  it('says marks and revision of a point, and leads to the launches of the run that is shown', () => {
    const points = model.series.find(({ key }) => key === 'capriccio (conditions 2)')?.points ?? [];
    expect(points[3]?.words).toMatch(/^valid; revision [a0-9]{12}$/);
    expect(points[4]?.words).toMatch(/^something else used the machine.*; revision/);
    expect(points.every(({ cell }) => cell === null)).toBe(true);
    const newest = model.series.find(({ key }) => key === 'capriccio')?.points.at(-1);
    expect(newest?.cell).toContain('|capriccio|');
  });

  it('marks a change between its two runs, with its size in words', () => {
    expect(model.lines).toEqual([
      { axis: 'x', at: 18.5, title: expect.stringMatching(/^event-loop 1\d\.\d % worse$/) },
    ]);
  });

  it('fits the curves that are shown, and has the noise floor about a single one', () => {
    expect(model.usualScale).toBe('linear');
    expect(model.bands).toEqual([]);
    const others = curves.map(({ key }) => key).filter((key) => key !== 'event-loop');
    const single = trendChart(selection, curves, { ...wanted, hidden: new Set(others) });
    expect(single.y.max - single.y.min).toBeLessThan((model.y.max - model.y.min) / 5);
    expect(single.bands).toHaveLength(1);
    expect(single.bands[0]?.title).toBe('noise floor ±5 % (assumed)');
  });

  it('is the same as its table and its CSV', () => {
    const table = trendTable(model, curves, () => null);
    const rows = table.groups.flatMap((group) => group.rows);
    const drawn = model.series.flatMap(({ points }) => points.filter(({ y }) => y !== null));
    expect(rows.map(({ point }) => point.median)).toEqual(drawn.map(({ y }) => y));
    expect(rows.map(({ words }) => words)).toEqual(drawn.map(({ words }) => words));
    const lines = tableCsv(table).trimEnd().split('\n');
    expect(lines).toHaveLength(rows.length + 1);
    expect(lines[0]).toBe(
      'curve,target,run,startedAt,revision,dirty,throughput,unit,lo,hi,n,change,validity',
    );
  });

  it('opens a row by what the view gives', () => {
    const act = vi.fn<() => void>();
    const table = trendTable(model, curves, () => act);
    const [row] = table.groups[0]?.rows ?? [];
    if (row !== undefined) table.columns[0]?.open?.(row)?.();
    expect(act).toHaveBeenCalledOnce();
  });

  it('says what each could have shown, and what it left out', () => {
    const lines = tableCsv(detectableTable(curves)).trimEnd().split('\n');
    expect(lines).toHaveLength(curves.length + 1);
    expect(lines.find((line) => line.startsWith('native (conditions 2)'))).toMatch(
      /^native \(conditions 2\),29,.*kept-12$/,
    );
  });
});

describe('the words of changes', () => {
  it('say the size and the side', () => {
    expect([0.968, 1.05, 3, 0.25].map(changeWords)).toEqual([
      '3.2 % worse',
      '5.0 % better',
      '3 times better',
      '4 times worse',
    ]);
  });

  it('say the interval, or that there is none', () => {
    expect(changeWithInterval({ ratio: 0.9, lo: 0.88, hi: 0.92 })).toBe(
      '10.0 % worse [12.0 % worse, 8.0 % worse]',
    );
    expect(changeWithInterval({ ratio: 0.9, lo: null, hi: null })).toBe(
      '10.0 % worse, too few runs for an interval',
    );
  });

  it('say revisions', () => {
    expect(revisionWords(null, null)).toBe('revision not known');
    expect(revisionWords('0123456789abcdef', true)).toBe('revision 0123456789ab with changes of its own');
  });

  it('say what could be seen', () => {
    expect([null, 0.0512].map(detectableWords)).toEqual(['nothing', '5.1 %']);
  });
});
