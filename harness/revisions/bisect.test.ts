import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bisect, type Bisection, type Likeness } from './bisect.js';

/** What the search must come to, found by asking about every commit: those after the last old one before the first new one. */
function byAskingAboutAll(likenesses: readonly Likeness[]): number[] {
  const firstNew = likenesses.indexOf('new');
  const lastOld = likenesses.slice(0, firstNew).lastIndexOf('old');
  return Array.from({ length: firstNew - lastOld }, (_none, index) => lastOld + 1 + index);
}

/** Searches commits named by their places, `likenesses` being what is found of each; the last one is the new end. */
async function search(likenesses: readonly Likeness[]): Promise<Bisection & { asked: string[] }> {
  const asked: string[] = [];
  const commits = likenesses.map((_likeness, place) => String(place));
  const found = await bisect(commits, async (commit) => {
    asked.push(commit);
    return likenesses[Number(commit)] ?? 'undecided';
  });
  return { ...found, asked };
}

/** Commits one of which made the change, and of some nothing can be said. */
const histories = fc
  .record({
    length: fc.integer({ min: 1, max: 40 }),
    culprit: fc.nat(),
    unknown: fc.array(
      fc.record({ place: fc.nat(), likeness: fc.constantFrom<Likeness>('untestable', 'undecided') }),
    ),
  })
  .map(({ length, culprit, unknown }) => {
    const likenesses = Array.from({ length }, (_none, place): Likeness =>
      place < culprit % length ? 'old' : 'new',
    );
    for (const { place, likeness } of unknown)
      if (place % length !== length - 1) likenesses[place % length] = likeness;
    return likenesses;
  });

describe('a bisection', () => {
  it('comes to what asking about every commit comes to', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (likenesses) => {
        const { first, suspects } = await search(likenesses);
        const expected = byAskingAboutAll(likenesses).map(String);
        expect(suspects).toEqual(expected);
        expect(first).toBe(expected.length === 1 ? expected[0] : null);
      }),
      { numRuns: 2_000 },
    );
  });

  it('asks about no commit twice, and about few: the logarithm, and those of which nothing can be said', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (likenesses) => {
        const { asked } = await search(likenesses);
        expect(new Set(asked).size).toBe(asked.length);
        const unknown = likenesses.filter(
          (likeness) => likeness === 'untestable' || likeness === 'undecided',
        ).length;
        expect(asked.length - unknown).toBeLessThanOrEqual(
          Math.ceil(Math.log2(likenesses.length + 1)) + unknown,
        );
      }),
    );
  });

  it('where the change came and went several times, still ends between an old and a new commit', async () => {
    const anything = fc.array(fc.constantFrom<Likeness>('old', 'new', 'untestable', 'undecided'), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(anything, async (before) => {
        const likenesses = [...before, 'new' as const];
        const places = (await search(likenesses)).suspects.map(Number);
        const [from = 0, to = 0] = [places[0], places.at(-1)];
        expect(from === 0 || likenesses[from - 1] === 'old').toBe(true);
        expect(likenesses[to]).toBe('new');
        for (const place of places.slice(0, -1)) expect(likenesses[place]).toMatch(/untestable|undecided/);
      }),
    );
  });

  it('asks nothing when there is one commit only', async () => {
    expect(await search(['new'])).toEqual({ first: '0', suspects: ['0'], asked: [] });
  });

  it('gives a range when commits in the middle cannot be built', async () => {
    const { first, suspects } = await search(['old', 'untestable', 'untestable', 'new', 'new']);
    expect({ first, suspects }).toEqual({ first: null, suspects: ['1', '2', '3'] });
  });
});
