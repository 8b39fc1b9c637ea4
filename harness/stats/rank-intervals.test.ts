import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { ascending, median } from './quantiles.js';
import { rankIntervals } from './rank-intervals.js';
import { normal } from './test/noise.js';

describe('rank intervals', () => {
  it('are single ranks where targets are far apart, the best first', () => {
    const values = { slow: [1, 1.1, 0.9, 1, 1], fast: [9, 9.1, 9, 8, 9], middling: [4, 4, 5, 4, 4] };
    expect(rankIntervals(values, 'higher')).toEqual([
      { name: 'fast', rank: 1, lo: 1, hi: 1 },
      { name: 'middling', rank: 2, lo: 2, hi: 2 },
      { name: 'slow', rank: 3, lo: 3, hi: 3 },
    ]);
    expect(rankIntervals(values, 'lower').map(({ name }) => name)).toEqual(['slow', 'middling', 'fast']);
  });

  it('hold all the ranks that tied targets share', () => {
    const values = { b: [5, 5, 5], a: [5, 5, 5], c: [1, 1, 1] };
    expect(rankIntervals(values, 'higher')).toEqual([
      { name: 'a', rank: 1, lo: 1, hi: 2 },
      { name: 'b', rank: 1, lo: 1, hi: 2 },
      { name: 'c', rank: 3, lo: 3, hi: 3 },
    ]);
  });

  it('are what drawing the blocks in every way gives', () => {
    const values = { a: [3, 1, 4], b: [2, 5, 1], c: [9, 2, 6] };
    const draws = [0, 1, 2].flatMap((x) => [0, 1, 2].flatMap((y) => [0, 1, 2].map((z) => [x, y, z])));
    for (const { name, lo, hi } of rankIntervals(values, 'higher', { confidence: 0.8 })) {
      const ranks = draws.map((places) => {
        const medians = Object.entries(values).map(
          ([other, row]) => [other, median(places.map((place) => row[place] ?? 0))] as const,
        );
        const own = medians.find(([other]) => other === name)?.[1] ?? 0;
        return {
          best: 1 + medians.filter(([, value]) => value > own).length,
          worst: medians.filter(([, value]) => value >= own).length,
        };
      });
      // Of 27 equally likely draws, a tenth is between the third and the fourth.
      expect(lo).toBe(ascending(ranks.map(({ best }) => best))[2]);
      expect(hi).toBe(ascending(ranks.map(({ worst }) => worst))[24]);
    }
  });

  it('hold the true rank of a target among near ones (5 targets 2 % apart, noise 3 %, 12 blocks, 200 trials)', () => {
    const random = xoroshiro128plus(8);
    let held = 0;
    for (let trial = 0; trial < 200; trial++) {
      const values = Object.fromEntries(
        Array.from({ length: 5 }, (_, rank) => [
          `${rank + 1}`,
          Array.from({ length: 12 }, () => Math.exp(-0.02 * rank + 0.03 * normal(random))),
        ]),
      );
      const intervals = rankIntervals(values, 'higher', { resamples: 199 });
      held += intervals.filter(({ name, lo, hi }) => lo <= Number(name) && hi >= Number(name)).length;
    }
    // Whole ranks are wide: at least the nominal 95 %, less three standard errors of 1,000.
    expect(held / 1_000).toBeGreaterThan(0.93);
  });

  it('need the same blocks of every target', () => {
    expect(() => rankIntervals({ a: [1, 2], b: [1] }, 'higher')).toThrow(RangeError);
    expect(() => rankIntervals({ a: [] }, 'higher')).toThrow(RangeError);
  });
});
