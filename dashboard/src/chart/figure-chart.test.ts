import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellSummary } from '../../../harness/model/cell.js';
import { suiteLike } from '../../../harness/model/test/records.js';
import { exampleRun } from '../../test/example.js';
import { figureChart, defaultOptions } from './figure-chart.js';
import { datasetsOf } from './draw-chart.js';
import { loadedRun } from '../data/loaded-run.js';
import type { Theme } from './sign/theme.js';

const { run, launches } = exampleRun();
const loaded = loadedRun(run, launches);
const [suite = suiteLike()] = run.suites;
const [figure, buffered] = suite.figures;
if (figure === undefined || buffered === undefined) throw new Error('the suite has lost its figures');

function cellAt(target: string, pairs: number, changes: Partial<CellSummary> = {}): CellSummary {
  return {
    suite: 'producer-consumer',
    target,
    point: { pairs, capacity: 1, spin: 32 },
    metric: 'throughput',
    unit: 'items/s',
    better: 'higher',
    n: 6,
    median: 100,
    lo: 90,
    hi: 110,
    validity: [],
    ...changes,
  };
}

describe('the chart model', () => {
  it('has a curve for each target and each published curve, with the values of the summary', () => {
    const model = figureChart(suite, figure, loaded.cells);
    expect(model.series.map(({ key }) => key)).toEqual([
      'capriccio',
      'event-loop',
      'event-loop:promise-mutex',
      'native',
      'nptl',
      'worker-threads',
      'reference:Capriccio',
      'reference:LinuxThreads',
      'reference:NPTL',
    ]);
    for (const series of model.series.filter(({ kind }) => kind === 'measured')) {
      const rows = loaded.cells
        .filter(
          ({ suite: name, target, metric, point }) =>
            name === suite.name &&
            target === series.target &&
            metric === 'throughput' &&
            point['capacity'] === figure.fixed['capacity'],
        )
        .sort((a, b) => Number(a.point['pairs']) - Number(b.point['pairs']));
      expect(series.points).toMatchObject(
        rows.map(({ point, median, lo, hi, n, validity }) => ({
          x: point['pairs'],
          y: median,
          lo,
          hi,
          n,
          validity,
        })),
      );
      expect(series.points).toHaveLength(6);
    }
  });

  it('keeps a planned cell without a record as a gap, not as a line across it', () => {
    const native = figureChart(suite, figure, loaded.cells).series.find(({ key }) => key === 'native');
    expect(native?.points.map(({ x, y }) => [x, y === null])).toEqual([
      [1, false],
      [8, false],
      [64, false],
      [512, true],
      [4096, false],
      [32_768, false],
    ]);
  });

  it('draws only cells with the held values of the factors, defaults filled in', () => {
    const cells = [
      cellAt('a', 1, { point: { pairs: 1, spin: 32 } }),
      cellAt('b', 1, { point: { pairs: 1, capacity: 128, spin: 32 } }),
      cellAt('c', 1, { metric: 'peakMemory' }),
      cellAt('d', 1, { suite: 'other' }),
    ];
    const measured = (of: typeof figure) =>
      figureChart(suite, of, cells).series.flatMap(({ kind, key }) => (kind === 'measured' ? key : []));
    expect(measured(figure)).toEqual(['a']);
    expect(measured(buffered)).toEqual(['b']);
  });

  it('makes curves of their own from factors that the figure neither sweeps nor holds', () => {
    const free = { ...figure, fixed: { capacity: 1 } };
    const cells = [cellAt('a', 1), cellAt('a', 1, { point: { pairs: 1, capacity: 1, spin: 500 } })];
    const measured = figureChart(suite, free, cells).series.filter(({ kind }) => kind === 'measured');
    expect(measured.map(({ key, target }) => [key, target])).toEqual([
      ['a', 'a'],
      ['a spin=500', 'a'],
    ]);
  });

  it('cuts a published bar at zero, and says which hardware the curve is from', () => {
    const { series } = figureChart(suite, figure, []);
    const nptl = series.find(({ key }) => key === 'reference:NPTL');
    expect(nptl?.title).toBe('NPTL, 2003 hardware');
    expect(nptl?.points.find(({ x }) => x === 512)).toMatchObject({ y: 5300, lo: 0, hi: 10_603 });
    expect(series.find(({ key }) => key === 'reference:LinuxThreads')?.points.at(-1)).toMatchObject({
      lo: null,
      hi: null,
    });
  });

  it('divides each curve by its own first value where relative values are asked for', () => {
    const options = { ...defaultOptions(figure), relative: true };
    const anyHeight = fc.array(fc.double({ min: 1, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyHeight, (heights) => {
        const cells = heights.map((median, index) =>
          cellAt('a', 2 ** index, { median, lo: median / 2, hi: median * 2 }),
        );
        const [curve] = figureChart(suite, figure, cells, options).drawn;
        const [first = NaN] = heights;
        expect(curve?.points[0]?.y).toBe(1);
        for (const [index, height] of heights.entries()) {
          expect(curve?.points[index]?.y).toBe(height / first);
          expect(curve?.points[index]?.lo).toBe(height / 2 / first);
          expect(curve?.points[index]?.hi).toBe((height * 2) / first);
        }
      }),
    );
  });

  it('has no relative form for a curve without a value at the first point of the figure, nor for one that starts at zero', () => {
    const options = { ...defaultOptions(figure), relative: true };
    const cells = [
      cellAt('late', 1, { median: null, lo: null, hi: null }),
      cellAt('late', 8, { median: 50 }),
      cellAt('zero', 1, { median: 0 }),
      cellAt('zero', 8),
    ];
    const [late, zero] = figureChart(suite, figure, cells, options).drawn;
    expect(late?.points.map(({ y }) => y)).toEqual([null, null]);
    expect(zero?.points.map(({ y }) => y)).toEqual([null, null]);
  });

  it('leaves hidden curves out of the drawing and of the y axis, and keeps them in the data', () => {
    const cells = [cellAt('low', 1), cellAt('high', 1, { median: 1e9, lo: 1e9, hi: 1e9 })];
    const hidden = new Set(['high', 'reference:Capriccio', 'reference:LinuxThreads', 'reference:NPTL']);
    const model = figureChart(suite, figure, cells, { ...defaultOptions(figure), hidden });
    expect(model.drawn.map(({ key }) => key)).toEqual(['low']);
    expect(model.y.max).toBe(200);
    expect(model.series).toHaveLength(5);
    expect(model.x).toEqual(figureChart(suite, figure, cells).x);
  });

  it('counts what a logarithmic axis cannot show', () => {
    const cells = [cellAt('a', 1, { median: 0, lo: 0, hi: 3 }), cellAt('a', 8)];
    expect(figureChart(suite, figure, cells).undrawable).toBe(1);
    expect(
      figureChart(suite, figure, cells, { ...defaultOptions(figure), yScale: 'linear' }).undrawable,
    ).toBe(0);
  });
});

describe('what is handed to Chart.js', () => {
  const theme: Theme = {
    ink: 'ink',
    muted: 'muted',
    rule: 'rule',
    paper: 'paper',
    reference: 'grey',
    font: 'sans',
    series: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
  };
  const targets = ['capriccio', 'native'];

  it('has intervals where there are some, no bar where there is none, and a gap where there is no value', () => {
    const cells = [
      cellAt('native', 1),
      cellAt('native', 8, { n: 2, lo: null, hi: null }),
      cellAt('native', 64, { median: null, lo: null, hi: null }),
    ];
    const [native] = datasetsOf(figureChart(suite, figure, cells), { theme, targets });
    expect(native?.data).toEqual([
      { x: 1, y: 100, yMin: 90, yMax: 110 },
      { x: 8, y: 100 },
      { x: 64, y: NaN },
    ]);
  });

  it('dashes the published curves in grey, and fills our points unless something is known against them', () => {
    const cells = [cellAt('native', 1), cellAt('native', 8, { validity: ['disturbed'] })];
    const [native, ...published] = datasetsOf(figureChart(suite, figure, cells), { theme, targets });
    expect(native).toMatchObject({ borderColor: '5', backgroundColor: ['5', 'paper'] });
    expect(native).not.toHaveProperty('borderDash');
    expect(published).toHaveLength(3);
    for (const curve of published) expect(curve).toMatchObject({ borderColor: 'grey', order: 1 });
    const dashes = published.map((curve) => JSON.stringify('borderDash' in curve ? curve.borderDash : null));
    expect(new Set(dashes).size).toBe(3);
    expect(dashes).not.toContain('null');
  });

  it('gives a curve the same sign whichever others are hidden, even where names clash', () => {
    const names = Array.from({ length: 40 }, (_, index) => `target-${index}`);
    const cells = names.map((name) => cellAt(name, 1));
    const signs = (hidden: ReadonlySet<string>) => {
      const model = figureChart(suite, figure, cells, { ...defaultOptions(figure), hidden });
      const sets = datasetsOf(model, { theme, targets: [] });
      return new Map(
        sets.map((set) => {
          const { label, ...style } = set;
          return [label, JSON.stringify({ ...style, data: [] })];
        }),
      );
    };
    const all = signs(new Set());
    expect(new Set(names.map((name) => all.get(name))).size).toBe(names.length);
    for (const name of names.slice(0, 10)) {
      const alone = signs(new Set(names.filter((other) => other !== name)));
      expect(alone.get(name)).toBe(all.get(name));
    }
  });

  it('has no points and bars on a curve of very many, and keeps the values', () => {
    const cells = Array.from({ length: 100 }, (_, index) =>
      cellAt('native', index + 1, { validity: index === 7 ? ['disturbed'] : [] }),
    );
    const [native] = datasetsOf(figureChart(suite, figure, cells), { theme, targets });
    expect(native).toMatchObject({ radius: 0, backgroundColor: '5' });
    expect(native?.data).toHaveLength(100);
    expect(native?.data[99]).toEqual({ x: 100, y: 100 });
  });
});
