import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { eDivisive } from './e-divisive.js';
import { autoregressive, normal } from './test/noise.js';

function levels(random: RandomGenerator, of: readonly (readonly [count: number, level: number])[]): number[] {
  return of.flatMap(([count, level]) =>
    Array.from({ length: count }, () => level * (1 + 0.02 * normal(random))),
  );
}

describe('E-divisive', () => {
  it('finds each change, in the order of time, with the medians on both sides', () => {
    const series = levels(xoroshiro128plus(1), [[20, 100], [20, 130], [20, 90]]); // prettier-ignore
    const points = eDivisive(series);
    expect(points.map(({ index }) => index)).toEqual([20, 40]);
    expect(points[0]?.change).toBeCloseTo(0.3, 1);
    expect(points[1]?.change).toBeCloseTo(90 / 130 - 1, 1);
    expect(points[0]?.after).toBe(points[1]?.before);
    for (const { p } of points) expect(p).toBeLessThanOrEqual(0.05);
  });

  it('finds a level that comes and goes', () => {
    const series = levels(xoroshiro128plus(2), [[20, 100], [8, 120], [20, 100]]); // prettier-ignore
    expect(eDivisive(series).map(({ index }) => index)).toEqual([20, 28]);
  });

  it('gives the same for the same seed, whatever the unit', () => {
    const series = levels(xoroshiro128plus(3), [[15, 100], [15, 105]]); // prettier-ignore
    const indices = eDivisive(series).map(({ index, p }) => [index, p]);
    expect(eDivisive(series).map(({ index, p }) => [index, p])).toEqual(indices);
    expect(eDivisive(series.map((value) => value / 1_000)).map(({ index, p }) => [index, p])).toEqual(
      indices,
    );
  });

  it('leaves out changes that are too small to matter, and tells the others by the longer parts', () => {
    const series = levels(xoroshiro128plus(4), [[30, 100], [30, 103], [30, 150]]); // prettier-ignore
    expect(eDivisive(series)).toHaveLength(2);
    const [point, ...others] = eDivisive(series, { leastChange: 0.05 });
    expect(others).toEqual([]);
    expect(point?.index).toBe(60);
    expect(point?.before).toBeCloseTo(101.5, 0);
  });

  it('sees nothing in what is too short, or never varies', () => {
    expect(eDivisive([1])).toEqual([]);
    expect(eDivisive([1, 1, 1, 9, 9])).toEqual([]);
    expect(eDivisive(Array.from({ length: 30 }, () => 5))).toEqual([]);
  });

  it('has at least as many values on each side of a change as asked for', () => {
    const series = levels(xoroshiro128plus(5), [[30, 100], [4, 200]]); // prettier-ignore
    expect(eDivisive(series).map(({ index }) => index)).toEqual([30]);
    for (const { index } of eDivisive(series, { shortest: 6 })) expect(index).toBeLessThanOrEqual(28);
  });

  it('keeps neighbours together where they resemble each other, but not for the sake of a step', () => {
    const random = xoroshiro128plus(6);
    expect(eDivisive(levels(random, [[50, 100], [50, 120]]))).toMatchObject([{ index: 50, blockLength: 1 }]); // prettier-ignore
    const noise = autoregressive(random, 100, 0.6).map((value) => 100 + value);
    const [point] = eDivisive(noise.map((value, index) => value + (index < 50 ? 0 : 20)));
    expect(point).toMatchObject({ index: 50, blockLength: 5 });
  });
});

/** Rates of simulations use 199 orders; the least p is then 0.005. */
const orders = 199;

describe('false changes on flat series (150 series of 100, three standard errors)', () => {
  const models: readonly (readonly [string, (random: RandomGenerator) => number, number])[] = [
    ['normal', (random) => 1 + 0.05 * normal(random), 0.05],
    ['lognormal', (random) => Math.exp(0.5 * normal(random)), 0.05],
  ];

  it.each(models)('are as rare as the significance says: %s noise', (_name, draw, expected) => {
    const random = xoroshiro128plus(7);
    const found = Array.from({ length: 150 }, () =>
      eDivisive(
        Array.from({ length: 100 }, () => draw(random)),
        { orders },
      ),
    ).filter((points) => points.length > 0);
    expect(Math.abs(found.length / 150 - expected)).toBeLessThan(0.054);
  });

  it('are a quarter of what taking neighbours for independent gives, with an autocorrelation of 0.5', () => {
    const random = xoroshiro128plus(8);
    const found = Array.from({ length: 150 }, () =>
      eDivisive(
        autoregressive(random, 100, 0.5).map((value) => 100 + 3 * value),
        { orders },
      ),
    ).filter((points) => points.length > 0);
    // 0.65 for a detector that assumes independence; runs of five neighbours keep most of the resemblance, not all.
    expect(Math.abs(found.length / 150 - 0.16)).toBeLessThan(0.09);
  });
});

describe('steps found within three places (100 series of 60, three standard errors)', () => {
  it.each([
    [0.1, 0.05, 5, 0.64],
    [0.1, 0.05, 10, 0.93],
    [0.1, 0.05, 20, 0.95],
    [0.05, 0.03, 10, 0.78],
  ])('step of %s, noise of %s, %s values after it: %s', (step, noise, after, expected) => {
    const random = xoroshiro128plus(9);
    const found = Array.from({ length: 100 }, () => {
      const series = Array.from(
        { length: 60 },
        (_, index) => (index < 60 - after ? 1 : 1 + step) + noise * normal(random),
      );
      return eDivisive(series, { orders }).some(({ index }) => Math.abs(index - (60 - after)) <= 3);
    });
    const tolerance = 3 * Math.sqrt((expected * (1 - expected)) / 100);
    expect(Math.abs(found.filter(Boolean).length / 100 - expected)).toBeLessThan(tolerance);
  });
});
