import { describe, expect, it } from 'vitest';
import { exampleRun, hostileText } from '../../../test/example.js';
import { loadedRun } from '../../data/loaded-run.js';
import { placeIn, placeOutside, shownSuite, suiteIndexes } from './shown-suite.js';

const { run, launches } = exampleRun();
const loaded = loadedRun(run, launches);
const [first, plain] = suiteIndexes(loaded);
if (first === undefined || plain === undefined) throw new Error('the example has two suites');

describe('what is shown of a suite', () => {
  it('is its first metric at the point with most valid numbers, where the address says nothing', () => {
    const { metric, point, tiers, unranked } = shownSuite(first, { metric: null, at: {} }, loaded.remarks);
    expect(metric.name).toBe('throughput');
    expect(point).toEqual({ pairs: 8, capacity: 1, spin: 32 });
    expect(tiers.flat()).toHaveLength(6);
    expect(unranked).toEqual([]);
  });

  it('is what the address says where the suite has it, and its own choice where it has not', () => {
    const shown = shownSuite(plain, { metric: 'peakMemory', at: { pairs: '512' } }, loaded.remarks);
    expect(shown.metric.name).toBe('peakMemory');
    expect(shown.point['pairs']).toBe(64);
    expect(shown.notices).toEqual(['Suite plain was not measured at pairs = 512: showing another point.']);
    expect(shownSuite(plain, { metric: 'latency', at: {} }, loaded.remarks).metric.name).toBe('throughput');
  });

  it('has every target of the point once: ranked, or with the reason why not', () => {
    for (const pairs of ['1', '8', '64', '512', '4096', '32768']) {
      const { tiers, unranked } = shownSuite(
        first,
        { metric: null, at: { pairs, capacity: '1' } },
        loaded.remarks,
      );
      const targets = [...tiers.flat(), ...unranked].map(({ target }) => target);
      expect([...targets].sort()).toEqual(run.targets.map(({ name }) => name).sort());
      expect(unranked.every(({ words }) => words !== '' && words !== 'valid')).toBe(true);
    }
  });

  it('says of a planned point without a launch that it was not measured', () => {
    const { table, unranked, absent } = shownSuite(
      first,
      { metric: null, at: { capacity: '128' } },
      loaded.remarks,
    );
    expect(table).toBeNull();
    expect(unranked.map(({ words }) => words)).toEqual(['missing: not measured in this run']);
    expect(absent.map(({ words }) => words)).toEqual(
      Array.from({ length: 5 }, () => 'not planned at this point'),
    );
  });

  it('lists those that cannot run the suite here', () => {
    const { absent } = shownSuite(plain, { metric: null, at: {} }, loaded.remarks);
    expect(absent).toEqual([{ target: 'linuxthreads', words: `not available here: ${hostileText}` }]);
  });
});

describe('the address of a point', () => {
  it('names the factors that vary, and leaves those of other suites', () => {
    expect(placeIn(first, { pairs: 8, capacity: 1, spin: 32 })).toEqual({ pairs: '8', capacity: '1' });
    expect(placeOutside(first, { pairs: '8', clients: '1024' })).toEqual({ clients: '1024' });
  });
});
