import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from './bootstrap.js';
import golden from './golden/stats_vectors.json' with { type: 'json' };
import { hierarchicalBootstrap, type Sessions } from './hierarchical-bootstrap.js';
import { normal } from './test/noise.js';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanOfAll = (sessions: Sessions<number>) => mean(sessions.flat(2));

describe('the hierarchical bootstrap', () => {
  it('gives the same interval for the same seed, and another for another', () => {
    const sessions = [golden.A.map((value) => [value]), golden.B.map((value) => [value])];
    const first = hierarchicalBootstrap(sessions, meanOfAll, { resamples: 199, seed: 1 });
    expect(hierarchicalBootstrap(sessions, meanOfAll, { resamples: 199, seed: 1 })).toEqual(first);
    expect(hierarchicalBootstrap(sessions, meanOfAll, { resamples: 199, seed: 2 })).not.toEqual(first);
    expect(first).toMatchObject({
      point: mean([...golden.A, ...golden.B]),
      resamples: 199,
      confidence: 0.95,
    });
  });

  it.each([
    ['sessions', golden.A.map((value) => [[value]])],
    ['blocks', [golden.A.map((value) => [value])]],
    ['launches', [[golden.A]]],
  ])('is the plain bootstrap where only %s are several (ends within 0.2 %%)', (_level, sessions) => {
    const plain = bootstrapInterval([golden.A], ([values = []]) => mean(values));
    const { lo, hi } = hierarchicalBootstrap(sessions, meanOfAll);
    expect(Math.abs(lo / plain.lo - 1)).toBeLessThan(0.002);
    expect(Math.abs(hi / plain.hi - 1)).toBeLessThan(0.002);
  });

  it('keeps together what a launch is made of', () => {
    const sessions = [[[{ a: 1, b: 10 }], [{ a: 2, b: 20 }], [{ a: 3, b: 30 }]]];
    const ratio = (drawn: Sessions<{ a: number; b: number }>) => {
      const launches = drawn.flat(2);
      return mean(launches.map(({ b }) => b)) / mean(launches.map(({ a }) => a));
    };
    const { lo, hi } = hierarchicalBootstrap(sessions, ratio, { resamples: 99 });
    expect(lo).toBeCloseTo(10, 12);
    expect(hi).toBeCloseTo(10, 12);
  });

  it('covers where sessions differ, and pooling does not (10 sessions, 300 trials, three standard errors)', () => {
    const random = xoroshiro128plus(7);
    const of = <T>(count: number, make: () => T) => Array.from({ length: count }, make);
    const trials = of(300, () => {
      const sessions = of(10, () => {
        const session = normal(random);
        return of(3, () => {
          const block = session + 0.5 * normal(random);
          return of(2, () => block + 0.5 * normal(random));
        });
      });
      const options = { resamples: 199, seed: 1 };
      const nested = hierarchicalBootstrap(sessions, meanOfAll, options);
      const pooled = bootstrapInterval([sessions.flat(2)], ([values = []]) => mean(values), options);
      return [nested, pooled].map(({ lo, hi }) => lo <= 0 && hi >= 0);
    });
    const covered = (which: number) => trials.filter((trial) => trial[which]).length / 300;
    // A percentile interval of 10 means covers about 91 % (normal noise) of its 95 %.
    expect(Math.abs(covered(0) - 0.92)).toBeLessThan(0.05);
    expect(covered(1)).toBeLessThan(0.75);
  });
});
