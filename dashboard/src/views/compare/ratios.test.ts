import { describe, expect, it } from 'vitest';
import { measuredLaunch, recordsOf, runOf } from '../../../../harness/model/test/records.js';
import { summarise } from '../../../../harness/stats/summarise.js';
import { exampleRun } from '../../../test/example.js';
import { tableCsv } from '../../table/table.js';
import { loadedRun, outlineOf } from '../../data/loaded-run.js';
import { selectionOf } from '../../page/selection.js';
import { defaultState } from '../../page/state.js';
import { baselineOf } from './baseline.js';
import { crossingWords } from './crossing-words.js';
import { overallRatio } from './overall-ratio.js';
import { overallTable } from './overall-table.js';
import { ratioChart } from './ratio-chart.js';
import { ratioTable } from './ratio-table.js';
import { type Ratios, ratiosOf } from './ratios.js';

const { run, launches } = exampleRun();
const loaded = loadedRun(run, launches);

function ratiosIn(metric: string, base: string): Ratios {
  const selection = selectionOf(loaded, { ...defaultState, metric });
  if (selection === null) throw new Error('the example has cells');
  return ratiosOf(selection, base, loaded.cells, launches, loaded.floorOf);
}

function ofTarget(ratios: Ratios, name: string) {
  const found = ratios.targets.find(({ target }) => target === name);
  if (found === undefined) throw new Error(`no ratios of ${name}`);
  return found;
}

describe('the ratios to a baseline', () => {
  it('are above 1 where a target is better, whatever the direction of the metric', () => {
    for (const metric of ['throughput', 'cpuPerWork']) {
      const { points } = ofTarget(ratiosIn(metric, 'event-loop'), 'native');
      expect(points[0]?.row?.ratio).toBeCloseTo(1.94, 1);
      expect(points[0]?.row?.verdict).toBe('faster');
    }
  });

  it('are the inverse with the sides exchanged', () => {
    const one = ofTarget(ratiosIn('throughput', 'event-loop'), 'native').points[0]?.row;
    const other = ofTarget(ratiosIn('throughput', 'native'), 'event-loop').points[0]?.row;
    expect(other?.ratio).toBeCloseTo(1 / (one?.ratio ?? 0), 12);
    expect(other?.hi).toBeCloseTo(1 / (one?.lo ?? 0), 12);
  });

  it('have every value of the sweep, and say why there is none', () => {
    const ratios = ratiosIn('throughput', 'event-loop');
    const threads = ofTarget(ratios, 'worker-threads').points;
    expect(threads.map(({ value }) => value)).toEqual([1, 8, 64, 512, 4096, 32_768]);
    expect(threads[3]?.row?.reason).toContain('1024 workers need more memory than there is');
    expect(ofTarget(ratios, 'native').points[3]?.row?.reason).toBe('native: it was not launched here');
  });

  it('adjust for no more tests than are shown', () => {
    const { targets } = ratiosIn('throughput', 'event-loop');
    const rows = targets.flatMap(({ points }) => points.flatMap(({ row }) => row ?? []));
    const tested = rows.filter(({ q }) => q !== null);
    const greatest = Math.max(...tested.map(({ p }) => p ?? 0));
    expect(Math.max(...tested.map(({ q }) => q ?? 0))).toBe(greatest);
    expect(tested.every(({ p, q }) => (q ?? 0) >= (p ?? 0))).toBe(true);
  });
});

describe('the usual baseline', () => {
  const selection = selectionOf(loaded, defaultState);
  it('is the event loop, unless the address names another', () => {
    expect(selection && baselineOf(selection, loaded.cells, null)).toMatchObject({
      target: 'event-loop',
      chosen: false,
    });
    expect(selection && baselineOf(selection, loaded.cells, 'nptl')).toMatchObject({ target: 'nptl' });
  });

  it('is said where the address names one in vain, and is the first by name where it is not there', () => {
    expect(selection && baselineOf(selection, loaded.cells, 'gone')?.notices).toEqual([
      '“gone” has no number in suite producer-consumer: held against event-loop.',
    ]);
    const others = loaded.cells.filter(({ target }) => target !== 'event-loop');
    expect(selection && baselineOf(selection, others, null)?.target).toBe('capriccio');
  });
});

describe('the geometric mean over the sweep', () => {
  const ratios = ratiosIn('throughput', 'event-loop');
  const meanOf = (name: string, seed = 42) => overallRatio(ratios, ofTarget(ratios, name), seed);

  it('is that of the ratios that are shown, with their number', () => {
    const points = ofTarget(ratios, 'native').points.flatMap(({ row }) => row?.ratio ?? []);
    const mean = Math.exp(points.reduce((sum, ratio) => sum + Math.log(ratio), 0) / points.length);
    const overall = meanOf('native');
    expect(overall).toMatchObject({ used: 5, points: 6, blocks: 6 });
    expect(overall.ratio).toBeCloseTo(mean, 12);
    expect(overall.lo).toBeLessThan(mean);
    expect(overall.hi).toBeGreaterThan(mean);
  });

  it('never has a missing point in it', () => {
    const threads = meanOf('worker-threads');
    const ratiosShown = ofTarget(ratios, 'worker-threads').points.flatMap(({ row }) => row?.ratio ?? []);
    expect(threads.used).toBe(3);
    expect(threads.ratio).toBeGreaterThanOrEqual(Math.min(...ratiosShown));
  });

  it('has the same interval for the same seed', () => {
    expect(meanOf('native')).toEqual(meanOf('native'));
    expect(meanOf('native', 43)).not.toEqual(meanOf('native'));
  });

  it('covers the truth as often as it says, within what so few blocks allow', () => {
    const shape = runOf({ targets: ['a', 'b'], grid: { pairs: [1, 8] }, blocks: 10 });
    const tries = 40;
    let covered = 0;
    for (let attempt = 0; attempt < tries; attempt++) {
      // Noise of 5 %, a little different in every launch of every attempt; b is better by a tenth.
      const records = recordsOf(shape, (planned) => {
        const noise = (((planned.seed * 7919 + attempt * 104_729) % 1_009) / 1_009 - 0.5) * 0.1;
        return measuredLaunch({
          ...planned,
          throughput: 1e6 * (planned.target === 'b' ? 1.1 : 1) * (1 + noise),
        });
      });
      const simulated = { run: outlineOf(shape), cells: summarise(records, shape.suites) };
      const selection = selectionOf(simulated, defaultState);
      if (selection === null) throw new Error('the run has cells');
      const known = ratiosOf(selection, 'a', simulated.cells, records, loaded.floorOf);
      const { lo, hi } = overallRatio(known, ofTarget(known, 'b'), attempt);
      if (lo !== null && hi !== null && lo <= 1.1 && hi >= 1.1) covered++;
    }
    expect(covered / tries).toBeGreaterThan(0.75);
  });

  it('has no interval below six blocks', () => {
    const few = launches.filter(({ block }) => block <= 4);
    const known = ratiosOf(ratios.selection, 'event-loop', loaded.cells, few, loaded.floorOf);
    expect(overallRatio(known, ofTarget(known, 'native'), 42)).toMatchObject({
      lo: null,
      hi: null,
      blocks: 4,
    });
  });
});

describe('chart, table and CSV', () => {
  const ratios = ratiosIn('throughput', 'event-loop');
  const floor = loaded.floorOf('producer-consumer', 'throughput');

  it('have the same numbers', () => {
    const { series, lines, bands } = ratioChart(ratios, floor, new Set(['nptl']));
    const table = ratioTable(ratios, floor, () => undefined);
    const rows = table.groups.flatMap((group) => group.rows);
    for (const { key, points } of series) {
      for (const { x, y, words } of points) {
        const row = rows.find(({ target, value }) => target === key && value === x);
        expect(row?.row?.ratio ?? null).toBe(y);
        const verdict = table.columns.at(-1)?.text(row ?? { target: key, value: x, row: null }) ?? '';
        expect(words?.startsWith(verdict)).toBe(true);
      }
    }
    expect(lines).toEqual([{ axis: 'y', at: 1, title: 'event-loop' }]);
    expect(bands).toEqual([{ lo: 1 / 1.05, hi: 1.05, title: 'noise floor 5 %' }]);
    expect(tableCsv(table).split('\n')).toHaveLength(rows.length + 2);
  });

  it('draw no hidden curve, and keep it in the table', () => {
    const { series, drawn } = ratioChart(ratios, floor, new Set(['nptl']));
    expect(series.map(({ key }) => key)).toContain('nptl');
    expect(drawn.map(({ key }) => key)).not.toContain('nptl');
  });

  it('tell the verdicts of every target so that none is lost', () => {
    const rows = ratios.targets.map((target) => ({
      ...target,
      overall: overallRatio(ratios, target, 42),
    }));
    const table = overallTable(ratios, rows, floor);
    const tallies = table.columns[3]?.csv ?? [];
    for (const row of rows) {
      expect(tallies.reduce((sum, { value }) => sum + Number(value(row)), 0)).toBe(row.points.length);
    }
  });
});

describe('the table of the means', () => {
  const ratios = ratiosIn('throughput', 'event-loop');
  const floor = { floor: 0.05, measured: true, controls: 20 };
  const whole = { ratio: 1.2, lo: 1.1, hi: 1.3, used: 6, points: 6, blocks: 6 };
  const rowOf = (target: string, overall: Partial<typeof whole>) => ({
    ...ofTarget(ratios, target),
    overall: { ...whole, ...overall },
  });

  it('begins with those that are judged at every point, however good the others are', () => {
    const rows = [
      rowOf('native', { ratio: 9, used: 5 }),
      rowOf('nptl', { ratio: 0.5 }),
      rowOf('capriccio', { ratio: 2 }),
    ];
    const { groups } = overallTable(ratios, rows, floor);
    expect(groups[0]?.rows.map(({ target }) => target)).toEqual(['capriccio', 'nptl', 'native']);
  });

  it.each([
    [{}, 'better'],
    [{ ratio: 1.03, lo: 1.01, hi: 1.05 }, null],
    [{ ratio: 1.2, lo: 0.9, hi: 1.5 }, null],
    [{ ratio: 0.97, lo: 0.95, hi: 0.99 }, null],
    [{ ratio: 0.8, lo: 0.7, hi: 0.9 }, 'worse'],
  ])('takes a side only beyond doubt and the noise floor: %j', (overall, side) => {
    const row = rowOf('native', overall);
    const [, mean] = overallTable(ratios, [row], floor).columns;
    expect(mean?.tone?.(row)).toBe(side);
  });
});

describe('crossings in words', () => {
  const factor = ratiosIn('throughput', 'event-loop').selection.swept;
  it('say where, and who is better on which side', () => {
    const known = {
      suite: 'producer-consumer',
      metric: 'throughput',
      a: 'native',
      b: 'event-loop',
      factor: 'pairs',
      fixed: {},
      logarithmic: true,
      from: 1,
      to: 4096,
      points: 5,
      leftOut: [],
      verdict: 'crosses' as const,
      betterBelow: 'event-loop',
      at: 45.26,
      lo: 30.1,
      hi: 60,
    };
    expect(crossingWords([known], factor)).toBe(
      'crosses at 45.3 pairs [30.1 pairs, 60 pairs]: worse below, better above',
    );
    expect(crossingWords([{ ...known, verdict: 'within-noise', lo: null }], factor)).toBe(
      'the estimates cross near 45.3 pairs (worse below, better above), but not beyond doubt',
    );
    expect(
      crossingWords([{ ...known, verdict: 'outside', at: null, lo: null, hi: null, leftOut: [64] }], factor),
    ).toBe('no crossing: the estimate is worse from 1 pair to 4,096 pairs, marked points left out (64)');
    expect(crossingWords([], factor)).toContain('too few points');
  });
});
