import { describe, expect, it } from 'vitest';
import {
  failedLaunch,
  measuredLaunch,
  recordsOf,
  runOf,
  suiteLike,
} from '../../../../harness/model/test/records.js';
import { quantile } from '../../../../harness/stats/quantiles.js';
import { serverRun } from '../../../test/server-example.js';
import { loadedRun } from '../../data/loaded-run.js';
import { tableCsv } from '../../table/table.js';
import { distributionsAt } from './distribution.js';
import { modeWords, stripOf } from './distribution-strip.js';
import { launchTable, quartileTable } from './distribution-tables.js';

const { run, launches } = serverRun();
const loaded = loadedRun(run, launches);
const [suite = suiteLike()] = run.suites;
const [throughput] = suite.metrics;
if (throughput === undefined) throw new Error('the suite has lost its metrics');
const at = (clients: number, metric = throughput) =>
  distributionsAt(suite, metric, { clients, rate: 0 }, { cells: loaded.cells, launches });
const nothing = () => () => undefined;

describe('the distributions at a point', () => {
  it('stand by their medians, then what has marks that forbid to judge it, then what has no value', () => {
    expect(at(256).map(({ target, ranked }) => [target, ranked])).toEqual([
      ['capriccio', true],
      ['native', true],
      ['apache', true],
      ['nginx', false],
    ]);
    expect(at(4096).map(({ target, ranked }) => [target, ranked])).toEqual([
      ['capriccio', true],
      ['native', false],
      ['apache', false],
      ['nginx', false],
    ]);
  });

  it('stand the other way round where less is better', () => {
    const cpu = suite.metrics.find(({ source }) => source === 'cpu-per-work') ?? throughput;
    expect(at(256, cpu).map(({ target }) => target)).toEqual(['native', 'capriccio', 'apache', 'nginx']);
  });

  it('have every launch that gave the metric, with quartiles of type 7, and count the others', () => {
    for (const { target, values, quartiles, launches: counts, cell } of at(16)) {
      const ours = launches.filter(
        ({ target: name, point }) => name === target && point['clients'] === 16 && point['rate'] === 0,
      );
      const numbers = ours.flatMap((launch) =>
        launch.outcome === 'measured' ? [launch.metrics['throughput'] ?? NaN] : [],
      );
      expect(values.map(({ value }) => value)).toEqual(numbers.sort((a, b) => a - b));
      expect(cell.n).toBe(values.length);
      expect(counts).toEqual({ measured: numbers.length, failed: 12 - numbers.length, unsupported: 0 });
      if (numbers.length === 0) expect(quartiles).toBeNull();
      else expect(quartiles).toMatchObject({ q1: quantile(numbers, 0.25), q3: quantile(numbers, 0.75) });
    }
  });

  it('say two modes where launches fall into two, and nothing where they do not', () => {
    const words = new Map(at(256).map((one) => [one.target, modeWords(one)]));
    expect(words.get('native')).toMatch(/^2 modes: 50 % around [\d,]+ requests\/s, 50 % around [\d,]+/);
    expect(words.get('capriccio')).toBe('');
  });

  it('count a launch that failed, and one that did not give the metric, apart', () => {
    const plan = runOf({ targets: ['a'], grid: { pairs: [1] } });
    const records = recordsOf(plan, (planned) => {
      if (planned.block === 1) return failedLaunch({ ...planned });
      const { metrics, ...launch } = measuredLaunch({ ...planned, throughput: planned.block });
      const { createTime: _, ...without } = metrics;
      return { ...launch, metrics: planned.block === 2 ? without : metrics };
    });
    const other = loadedRun(plan, records);
    const [ours = suiteLike()] = plan.suites;
    const metric = ours.metrics.find(({ name }) => name === 'createTime') ?? throughput;
    const found = distributionsAt(ours, metric, { pairs: 1, capacity: 1 }, { ...other, launches: records });
    const strip = stripOf(found, metric, other.remarks, { scale: 'log', relative: false }, nothing);
    expect(strip.groups[1]?.rows[0]?.words).toBe(
      '4 of 5 launches gave this number; errors, too-few-launches',
    );
  });
});

describe('the strips', () => {
  it('show each launch in units of the median of its target, when that is chosen', () => {
    const shown = at(256);
    const { groups, axis } = stripOf(
      shown,
      throughput,
      loaded.remarks,
      { scale: 'log', relative: true },
      nothing,
    );
    expect(axis.scale).toBe('linear');
    for (const row of groups.flatMap(({ rows }) => rows).filter(({ box }) => box !== null)) {
      const one = shown.find(({ target }) => target === row.target);
      const median = one?.cell.median ?? NaN;
      expect(row.box?.median).toBe(1);
      expect(row.marks.map(({ value }) => value)).toEqual(one?.values.map(({ value }) => value / median));
    }
  });

  it('hollow out the launches with a mark, and say which', () => {
    const { groups } = stripOf(
      at(4096),
      throughput,
      loaded.remarks,
      { scale: 'log', relative: false },
      nothing,
    );
    const native = groups[1]?.rows.find(({ target }) => target === 'native');
    expect(native?.marks.every(({ hollow }) => hollow)).toBe(true);
    expect(native?.marks[0]?.words).toMatch(/^launch \d+, block \d+: .* the load generator, not the target/);
    expect(native?.words).toContain('generator-bound');
  });
});

describe('the tables', () => {
  it('have the numbers of the strips, target by target and launch by launch', () => {
    const shown = at(256);
    const quartiles = tableCsv(quartileTable(shown, throughput, loaded.remarks, nothing))
      .trim()
      .split('\n');
    expect(quartiles).toHaveLength(1 + shown.length);
    expect(quartiles[0]).toBe(
      'target,throughput,unit,lo,hi,least,q1,q3,greatest,quartilesApart,n,failed,unsupported,modes,validity',
    );
    const first = shown[0];
    expect(quartiles[1]?.split(',').slice(0, 2)).toEqual([first?.target, String(first?.cell.median)]);
    const every = tableCsv(launchTable(shown, throughput)).trim().split('\n').slice(1);
    expect(every.map((line) => Number(line.split(',')[3]))).toEqual(
      shown.flatMap(({ values }) => values.map(({ value }) => value)),
    );
  });
});
