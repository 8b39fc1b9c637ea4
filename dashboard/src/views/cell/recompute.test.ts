import { describe, expect, it } from 'vitest';
import { exampleRun } from '../../../test/example.js';
import { type LoadedRun, loadedRun } from '../../data/loaded-run.js';
import { recomputeCell, recomputeSuite } from './recompute.js';

const { run, launches } = exampleRun();
const loaded = loadedRun(run, launches);

/** Everything of the run that does not come out again, and how many fields were looked at. */
function recomputeAll(shown: LoadedRun) {
  const made = shown.run.suites.flatMap((suite) => [
    ...recomputeSuite(
      shown,
      suite,
      launches.filter((launch) => launch.suite === suite.name),
    ),
  ]);
  const of = made.flat().flatMap(({ fields, ...place }) => fields.map((field) => ({ ...place, ...field })));
  return { fields: of.length, differing: of.filter(({ same }) => !same) };
}

describe('numbers made again', () => {
  it('are what the page has, every field of every cell and every standing', () => {
    const { fields, differing } = recomputeAll(loaded);
    expect(differing).toEqual([]);
    const standings = loaded.tiers.flatMap((table) => table.standings).length;
    expect(fields).toBe(5 * loaded.cells.length + 6 * standings + 3 * loaded.tiers.length);
  });

  it('are what the page has of each cell by itself, one without a launch too', () => {
    for (const cell of loaded.cells.filter(({ metric }) => metric === 'throughput')) {
      const suite = run.suites.find(({ name }) => name === cell.suite);
      if (suite === undefined) throw new Error(cell.suite);
      const ofSuite = launches.filter((launch) => launch.suite === cell.suite);
      const fields = recomputeCell(loaded, suite, ofSuite, cell);
      expect(fields.length).toBeGreaterThanOrEqual(5);
      expect(fields.filter(({ same }) => !same)).toEqual([]);
    }
  });

  it('say which number was changed, and what the launches give', () => {
    const place = loaded.cells.findIndex(({ n }) => n === 6);
    const changed = loaded.cells.map((cell, index) =>
      index === place && cell.median !== null ? { ...cell, median: cell.median * (1 + 1e-15) } : cell,
    );
    const { differing } = recomputeAll({ ...loaded, cells: changed });
    const before = loaded.cells[place];
    expect(differing).toEqual([
      expect.objectContaining({
        target: before?.target,
        metric: before?.metric,
        name: 'median',
        shown: String(changed[place]?.median),
        made: String(before?.median),
      }),
    ]);
  });

  it('say which standing was changed, and that a table is not there', () => {
    const [first, second, ...rest] = loaded.tiers;
    if (first === undefined || second === undefined) throw new Error('no tiers');
    const standings = first.standings.map((standing, index) =>
      index === 0 ? { ...standing, tier: 9 } : standing,
    );
    const { differing } = recomputeAll({ ...loaded, tiers: [{ ...first, standings }, ...rest] });
    expect(differing[0]).toEqual(
      expect.objectContaining({ target: first.standings[0]?.target, name: 'tier', shown: '9' }),
    );
    expect(differing.slice(1).every(({ shown }) => shown === 'not there')).toBe(true);
    expect(differing).toHaveLength(1 + 3 + 6 * second.standings.length);
  });
});
