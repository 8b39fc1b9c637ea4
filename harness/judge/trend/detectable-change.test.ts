import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { eDivisive } from '../../stats/e-divisive.js';
import { normal } from '../../stats/test/noise.js';
import { detectableChange } from './detectable-change.js';

const significance = 0.01;
const asked = { spread: 0.03, floor: 0.02, significance };

/** The share of simulated series of normal noise in which a change of this size is found within one run of its place. */
function found(before: number, after: number, change: number, trials: number): number {
  const random = xoroshiro128plus(11);
  let count = 0;
  for (let trial = 0; trial < trials; trial++) {
    const series = Array.from({ length: before + after }, (_none, place) =>
      Math.exp(asked.spread * normal(random) + (place >= before ? Math.log1p(change) : 0)),
    );
    const points = eDivisive(series, { significance, shortest: 3, leastChange: asked.floor });
    if (points.some(({ index }) => Math.abs(index - before) <= 1)) count++;
  }
  return count / trials;
}

describe('the least change that a series could show', () => {
  it.each([
    [7, 7],
    [12, 3],
    [17, 3],
    [10, 10],
    [20, 10],
  ])('is found about four times of five with %d runs before it and %d after', (before, after) => {
    const change = detectableChange({ ...asked, before, after });
    expect(change).not.toBeNull();
    const share = found(before, after, change ?? 0, 60);
    expect(share).toBeGreaterThan(0.65);
  });

  it.each([
    [5, 5, null],
    [5, 6, expect.any(Number)],
    [11, 3, null],
    [12, 3, expect.any(Number)],
    [2, 3, null],
  ])('of %d runs before and %d after is %j: too few runs have too few orders', (before, after, expected) => {
    expect(detectableChange({ ...asked, before, after })).toEqual(expected);
  });

  it('that is the least there is still is not found by fewer runs, however great it is', () => {
    expect(found(4, 4, 10, 20)).toBe(0);
    expect(found(8, 3, 10, 20)).toBeLessThan(0.2);
    expect(found(12, 3, 10, 20)).toBe(1);
  });

  it('is never below the noise floor', () => {
    expect(detectableChange({ ...asked, spread: 0, before: 20, after: 20 })).toBe(0.02);
  });
});
