import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bisect, type Bisection, type Speed } from './bisect.js';

/** What the search must come to, found by asking about every commit: the commits between the last fast and the first slow. */
function byAskingAboutAll(speeds: readonly Speed[]): number[] {
  const slow = speeds.indexOf('slow');
  const fast = speeds.slice(0, slow).lastIndexOf('fast');
  return Array.from({ length: slow - fast }, (_none, index) => fast + 1 + index);
}

/** Searches commits named by their places, `speeds` being what is found of each; the last one is the known slow one. */
async function search(speeds: readonly Speed[]): Promise<Bisection> {
  return bisect(
    speeds.map((_speed, place) => String(place)),
    (commit) => Promise.resolve(speeds[Number(commit)] ?? 'undecided'),
  );
}

/** A history in which one commit made it slow, and of some commits nothing can be said. */
const histories = fc
  .record({
    length: fc.integer({ min: 1, max: 40 }),
    culprit: fc.nat(),
    unknown: fc.array(
      fc.record({ place: fc.nat(), speed: fc.constantFrom<Speed>('unbuildable', 'undecided') }),
    ),
  })
  .map(({ length, culprit, unknown }) => {
    const speeds = Array.from({ length }, (_none, place): Speed =>
      place < culprit % length ? 'fast' : 'slow',
    );
    for (const { place, speed } of unknown) if (place % length !== length - 1) speeds[place % length] = speed;
    return speeds;
  });

describe('a bisection', () => {
  it('comes to what asking about every commit comes to', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (speeds) => {
        const { first, suspects } = await search(speeds);
        const expected = byAskingAboutAll(speeds).map(String);
        expect(suspects).toEqual(expected);
        expect(first).toBe(expected.length === 1 ? expected[0] : null);
      }),
      { numRuns: 2_000 },
    );
  });

  it('asks about no commit twice, and about few: the logarithm, and those of which nothing can be said', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (speeds) => {
        const { asked } = await search(speeds);
        expect(new Set(asked.map(({ commit }) => commit)).size).toBe(asked.length);
        const unknown = speeds.filter((speed) => speed === 'unbuildable' || speed === 'undecided').length;
        expect(asked.length - unknown).toBeLessThanOrEqual(Math.ceil(Math.log2(speeds.length + 1)) + unknown);
      }),
    );
  });

  it('where it became slow and fast again several times, still ends between a fast and a slow commit', async () => {
    const anything = fc.array(fc.constantFrom<Speed>('fast', 'slow', 'unbuildable', 'undecided'), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(anything, async (before) => {
        const speeds = [...before, 'slow' as const];
        const places = (await search(speeds)).suspects.map(Number);
        const [from = 0, to = 0] = [places[0], places.at(-1)];
        expect(from === 0 || speeds[from - 1] === 'fast').toBe(true);
        expect(speeds[to]).toBe('slow');
        for (const place of places.slice(0, -1)) expect(speeds[place]).toMatch(/unbuildable|undecided/);
      }),
    );
  });

  it('asks nothing when there is one commit only', async () => {
    expect(await search(['slow'])).toEqual({ first: '0', suspects: ['0'], asked: [] });
  });

  it('gives a range when commits in the middle cannot be built', async () => {
    const { first, suspects } = await search(['fast', 'unbuildable', 'unbuildable', 'slow', 'slow']);
    expect({ first, suspects }).toEqual({ first: null, suspects: ['1', '2', '3'] });
  });
});
