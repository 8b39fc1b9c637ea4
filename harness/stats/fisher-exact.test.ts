import { describe, expect, it } from 'vitest';
import { fisherExact } from './fisher-exact.js';

describe("Fisher's exact test", () => {
  it("gives the p of Fisher's lady, who told three cups of four: 17 of 70", () => {
    expect(fisherExact({ count: 3, of: 4 }, { count: 1, of: 4 })).toBeCloseTo(17 / 70, 12);
  });

  it('counts all ways that are as bad or worse: four failures of five against one of ten are 51 of 3003', () => {
    expect(fisherExact({ count: 4, of: 5 }, { count: 1, of: 10 })).toBeCloseTo(51 / 3003, 12);
  });

  it('says nothing where nothing was counted, or everything', () => {
    expect(fisherExact({ count: 0, of: 5 }, { count: 0, of: 10 })).toBe(1);
    expect(fisherExact({ count: 5, of: 5 }, { count: 10, of: 10 })).toBeCloseTo(1, 12);
    expect(fisherExact({ count: 2, of: 5 }, { count: 0, of: 0 })).toBeCloseTo(1, 12);
  });

  it('adds up to one over all that can be', () => {
    const atLeast = [0, 1, 2, 3, 4].map((count) =>
      fisherExact({ count, of: 6 }, { count: 4 - count, of: 7 }),
    );
    expect(atLeast[0]).toBeCloseTo(1, 12);
    for (let count = 1; count < atLeast.length; count++) {
      expect(atLeast[count]).toBeLessThan(atLeast[count - 1] ?? 0);
    }
  });
});
