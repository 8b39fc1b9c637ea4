import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { describe, expect, it } from 'vitest';
import { modality } from './modality.js';
import { normal, spiky } from './test/noise.js';

/** Two levels in turn, the second one a share higher, under noise of 3 %. */
function twoLevels(random: RandomGenerator, n: number, apart: number): number[] {
  return Array.from(
    { length: n },
    (_, index) => 100 * (1 + (index % 2) * apart) * Math.exp(0.03 * normal(random)),
  );
}

function shareWithModes(samples: readonly number[][]): number {
  return samples.filter((values) => modality(values).modes.length > 1).length / samples.length;
}

describe('the modality check', () => {
  it.each([10, 20, 50, 100])(
    'finds one mode in skewed noise with spikes, n = %s (100 samples, at most five errors)',
    (n) => {
      const random = xoroshiro128plus(9);
      expect(shareWithModes(Array.from({ length: 100 }, () => spiky(random, n)))).toBeLessThanOrEqual(0.05);
    },
  );

  it.each([
    [10, 0.3, 0.5],
    [20, 0.3, 0.9],
    [50, 0.2, 0.9],
  ])(
    'finds two modes of %s values, the second higher by %s, in at least %s of 50 samples',
    (n, apart, share) => {
      const random = xoroshiro128plus(10);
      expect(
        shareWithModes(Array.from({ length: 50 }, () => twoLevels(random, n, apart))),
      ).toBeGreaterThanOrEqual(share);
    },
  );

  it('tells median and share of each mode, and counts stragglers to the nearest one', () => {
    const values = [
      10, 10.1, 10.2, 10.3, 10.15, 10.25, 10.05, 10.12, 20, 20.1, 20.2, 20.15, 20.05, 20.3, 20.4, 60,
    ];
    const { p, modes } = modality(values);
    expect(p).toBeLessThan(0.01);
    expect(modes).toEqual([
      { median: expect.closeTo(10.135, 9) as number, share: 0.5 },
      { median: expect.closeTo(20.175, 9) as number, share: 0.5 },
    ]);
  });

  it('finds three modes where there are three', () => {
    const random = xoroshiro128plus(11);
    const values = Array.from({ length: 60 }, (_, index) => 100 + 30 * (index % 3) + 2 * normal(random));
    const { modes } = modality(values);
    expect(modes).toHaveLength(3);
    for (const { share } of modes) expect(share).toBeCloseTo(1 / 3, 12);
  });

  it('does not take rounding for modes', () => {
    const random = xoroshiro128plus(12);
    const rounded = Array.from({ length: 100 }, () =>
      Array.from({ length: 40 }, () => Math.round(100 + normal(random))),
    );
    expect(shareWithModes(rounded)).toBeLessThanOrEqual(0.05);
  });

  it('has one mode, and p = 1, where nothing varies or there is but one value', () => {
    expect(modality([7, 7, 7, 7])).toMatchObject({ p: 1, modes: [{ median: 7, share: 1 }] });
    expect(modality([7])).toEqual({ dip: 0.5, p: 1, modes: [{ median: 7, share: 1 }] });
  });

  it('says the same of the same values in another unit, however far from 0 they are', () => {
    const values = [1, 2, 2, 3, 4, 4, 4, 11, 12, 12, 13, 13, 14];
    const { p, modes } = modality(values);
    expect(modes).toHaveLength(2);
    expect(modality(values.map((value) => 1e12 + value)).p).toBe(p);
  });
});
