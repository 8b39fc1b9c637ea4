import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { verdictOf } from './equivalence.js';
import { minimumDetectableEffect } from './minimum-effect.js';
import { pairedRatio } from './paired.js';
import { normal } from './test/noise.js';

describe('the minimum detectable effect', () => {
  it('is half the interval and the floor, as factors', () => {
    expect(minimumDetectableEffect({ lo: 1 / 1.1, hi: 1.1 }, 0.02)).toBeCloseTo(1.1 * 1.02 - 1, 12);
    expect(minimumDetectableEffect({ lo: 2, hi: 2 }, 0.02)).toBeCloseTo(0.02, 12);
  });

  it('is unknown without an interval', () => {
    expect(minimumDetectableEffect({ lo: null, hi: null }, 0.02)).toBeNull();
  });

  // The half-length, and so the effect, is drawn anew each time: rates are below those of the known half-length.
  it.each([
    [0.5, 0.9],
    [1, 0.95],
    [2, 0.8],
    [4.5, 0.6],
  ])(
    'is called one most of the time: half-length %s times the floor, at least %s (500 comparisons)',
    (times, power) => {
      const floor = 0.02;
      const random = xoroshiro128plus(6);
      // The interval of 10 pairs has half-lengths of about 0.72 deviations.
      const deviation = (times * floor) / 0.72;
      const compare = (effect: number) =>
        pairedRatio(
          Array.from({ length: 10 }, () => ({
            a: Math.exp(Math.log1p(effect) + deviation * normal(random)),
            b: 1,
          })),
        );
      const seen = Array.from({ length: 500 }, () => {
        const effect = minimumDetectableEffect(compare(0), floor) ?? Number.NaN;
        return verdictOf(compare(effect), floor) === 'faster';
      });
      expect(seen.filter(Boolean).length / 500).toBeGreaterThan(power);
    },
  );
});
