import { describe, expect, it } from 'vitest';
import type { CellSummary } from '../../../harness/model/cell.js';
import type { Point } from '../../../harness/model/point.js';
import { runOf, suiteLike } from '../../../harness/model/test/records.js';
import { loadedRun } from '../data/loaded-run.js';
import { selectionOf } from './selection.js';
import { metricChange, suiteChange, sweptChange, valueChange } from './selection-change.js';
import { defaultState, type State } from './state.js';

const suite = suiteLike();
const other = suiteLike({ name: 'other', metrics: suite.metrics.slice(1) });

/** A sparse grid: a large buffer was measured at one and eight pairs only. */
const points: Point[] = [
  { pairs: 1, capacity: 1 },
  { pairs: 8, capacity: 1 },
  { pairs: 64, capacity: 1 },
  { pairs: 1, capacity: 128 },
  { pairs: 8, capacity: 128 },
];

function cell(of: string, target: string, point: Point, metric: string): CellSummary {
  const numbers = { unit: 'items/s', better: 'higher' as const, n: 6, median: 5, lo: 4, hi: 6 };
  return { suite: of, target, point, metric, ...numbers, validity: [] };
}

const loaded = {
  ...loadedRun({ ...runOf({ suite }), suites: [suite, other] }, []),
  cells: [
    ...points.map((point) => cell(suite.name, 'native', point, 'throughput')),
    cell(other.name, 'capriccio', { pairs: 8, capacity: 1 }, 'cpuPerWork'),
  ],
};

/** The state after a value of a factor was chosen. */
function afterValue(state: State, name: string, value: number, whole: readonly string[] = []): State {
  const selection = selectionOf(loaded, state);
  const factor = suite.factors.find((candidate) => candidate.name === name);
  if (selection === null || factor === undefined) throw new Error('the example has this');
  return { ...state, ...valueChange(loaded, state, selection, { factor, value, whole }) };
}

describe('a choice of the reader', () => {
  it('of a value leaves the others where they are, and says no more than is needed', () => {
    const first = afterValue(defaultState, 'pairs', 1);
    expect(selectionOf(loaded, first)?.point).toEqual({ pairs: 1, capacity: 128 });
    expect(first.at).toEqual({ pairs: '1' });
    const second = afterValue(first, 'capacity', 1);
    expect(second.at).toEqual({ pairs: '1', capacity: '1' });
    expect(afterValue(second, 'capacity', 128).at).toEqual({ pairs: '1' });
  });

  it('of a value that was not measured with the others moves the others, and nothing is said in vain', () => {
    const at = { pairs: '8', capacity: '128' };
    const next = afterValue({ ...defaultState, at }, 'pairs', 64);
    const selection = selectionOf(loaded, next);
    expect(selection?.point).toEqual({ pairs: 64, capacity: 1 });
    expect(selection?.notices).toEqual([]);
  });

  it('of a value takes no notice of a factor that is shown whole', () => {
    const next = afterValue({ ...defaultState, at: { pairs: '64' } }, 'capacity', 128, ['pairs']);
    expect(next.at).toEqual({});
    expect(selectionOf(loaded, next)?.point['capacity']).toBe(128);
  });

  it('of a suite keeps what the new suite has, and clears the rest', () => {
    const state: State = {
      ...defaultState,
      metric: 'throughput',
      base: 'native',
      x: 'pairs',
      at: { pairs: '8', capacity: '128', clients: '4' },
      figure: '7.3',
      y: 'linear',
      hidden: new Set(['nptl']),
    };
    const next = { ...state, ...suiteChange(loaded, state, 'other') };
    expect(next).toEqual({
      ...defaultState,
      suite: 'other',
      x: 'pairs',
      at: { pairs: '8' },
      hidden: new Set(['nptl']),
    });
    expect(selectionOf(loaded, next)?.notices).toEqual([]);
  });

  it('of what is shown without an address leaves the address empty', () => {
    const state: State = { ...defaultState, suite: 'other', metric: 'peakMemory', x: 'capacity' };
    expect(suiteChange(loaded, state, suite.name)).toMatchObject({ suite: null });
    const selection = selectionOf(loaded, defaultState);
    expect(selection && metricChange(selection, 'throughput')).toEqual({ metric: null, y: null });
    expect(sweptChange(loaded, { ...defaultState, x: 'capacity' }, 'pairs')).toEqual({ x: null, at: {} });
  });
});
