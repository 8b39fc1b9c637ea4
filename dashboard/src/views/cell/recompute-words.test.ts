import { describe, expect, it } from 'vitest';
import type { ComparedField, Recomputed } from './recompute.js';
import { fieldTable, noTally, recomputedWords, tallied, tallyWords } from './recompute-words.js';

const same: ComparedField = { name: 'median', shown: '5', made: '5', same: true };
const other: ComparedField = { name: 'median', shown: '5', made: '6', same: false };
const partOf = (field: ComparedField): Recomputed => ({
  target: 'native',
  metric: 'throughput',
  point: { pairs: 8 },
  fields: [field],
});
const making = { launches: 6, milliseconds: 12, published: true };

describe('what came of making numbers again', () => {
  it('is held against what was published', () => {
    expect(recomputedWords([same], making)).toBe(
      'Made again from 6 launches in 12 ms: the same to the last digit: median 5.',
    );
    expect(recomputedWords([other], making)).toContain('not the same. median is 5 here and 6 now.');
    expect(fieldTable([same], 1, true).columns.map(({ title }) => title)).toContain('Verdict');
  });

  it('is no agreement where nothing was published', () => {
    const words = recomputedWords([same], { ...making, published: false });
    expect(words).toBe(
      'Made here from these 6 launches in 12 ms: nothing published to hold against. Median 5.',
    );
    const all = tallyWords(tallied(noTally, [partOf(same)]), { ...making, published: false });
    expect(all).toMatch(/: nothing published to hold against\.$/);
    const titles = fieldTable([same], 1, false).columns.map(({ title }) => title);
    expect(titles).toEqual(['Field', 'Made here']);
  });

  it('counts every difference of a suite, and keeps the first twenty in words', () => {
    const parts = Array.from({ length: 15 }, () => partOf(other));
    const tally = tallied(tallied(noTally, parts), parts);
    expect(tally).toMatchObject({ numbers: 30, fields: 30, differing: 30 });
    expect(tally.examples).toHaveLength(20);
    expect(tally.examples[0]).toBe('native, throughput, pairs 8: median is 5 here and 6 now');
    expect(tallyWords(tally, making)).toMatch(/, with the noise floor as published: 30 differ\.$/);
  });
});
