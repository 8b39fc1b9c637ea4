import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { testSteady } from './steady.js';
import { normal } from './test/noise.js';

type Intervals = [number, number][];

/** A noisy window: `shape` is the true rate at a share of the window (0 to 1). */
interface Series {
  readonly slices: number;
  readonly noise: number;
  readonly autocorrelation?: number;
  readonly shape?: (at: number) => number;
}

const drift = (change: number) => (at: number) => 1 + change * at;
const step = (change: number, where: number) => (at: number) => (at < where ? 1 : 1 + change);

function draw(
  random: ReturnType<typeof xoroshiro128plus>,
  { slices, noise, autocorrelation: r = 0, shape = () => 1 }: Series,
): Intervals {
  let error = normal(random);
  return Array.from({ length: slices }, (_, index) => {
    error = r * error + Math.sqrt(1 - r * r) * normal(random);
    return [20 * (index + 1), 1_000 * Math.exp(noise * error) * shape((index + 0.5) / slices)];
  });
}

function oneOf(series: Series): Intervals {
  return draw(xoroshiro128plus(4), series);
}

/** The share of some seeded windows that are called not steady. */
function alarmRate(series: Series, windows: number): number {
  const random = xoroshiro128plus(17);
  const alarms = Array.from({ length: windows }, () => testSteady(draw(random, series)).verdict).filter(
    (verdict) => verdict === 'not-steady',
  );
  return alarms.length / windows;
}

describe('the steady-state test', () => {
  it('calls an even window steady, with its numbers', () => {
    const even: Intervals = Array.from({ length: 15 }, (_, index) => [20 * (index + 1), 500]);
    expect(testSteady(even)).toEqual({
      verdict: 'steady',
      intervals: 15,
      trend: { change: expect.closeTo(0, 12), margin: expect.closeTo(0, 12) },
      step: { atMs: expect.any(Number), change: 0, p: null },
      autocorrelation: 0,
    });
  });

  it('finds a drift, and says how large it is', () => {
    const result = testSteady(oneOf({ slices: 50, noise: 0.01, shape: drift(0.1) }));
    if (result.verdict !== 'not-steady') throw new Error(`called ${result.verdict}`);
    expect(result.because).toContain('drift');
    // A rise from 1 to 1.1 is 9.5 % of its mean.
    expect(Math.abs(result.trend.change - 0.095)).toBeLessThan(0.015);
  });

  it('finds a step, and says when it came and how large it is', () => {
    const result = testSteady(oneOf({ slices: 40, noise: 0.02, shape: step(-0.2, 0.25) }));
    if (result.verdict !== 'not-steady') throw new Error(`called ${result.verdict}`);
    expect(result.because).toContain('step');
    expect(result.step.atMs).toBe(200);
    expect(Math.abs(result.step.change + 0.2)).toBeLessThan(0.02);
    expect(result.step.p).toBeLessThan(0.01);
  });

  it('tolerates a trend of less than 1 % and a step of less than 5 %, however clear', () => {
    expect(testSteady(oneOf({ slices: 100, noise: 0.0001, shape: drift(0.009) })).verdict).toBe('steady');
    expect(testSteady(oneOf({ slices: 100, noise: 0.0001, shape: drift(0.012) })).verdict).toBe('not-steady');
    // A step at the end of a window moves the line little.
    const late = testSteady(oneOf({ slices: 100, noise: 0.0001, shape: step(0.02, 0.97) }));
    expect(late).toMatchObject({ verdict: 'steady', step: { p: null } });
  });

  it('says unknown below 8 intervals and where no work was done', () => {
    const even = (count: number, work: number): Intervals =>
      Array.from({ length: count }, (_, index) => [20 * (index + 1), work]);
    expect(testSteady(even(7, 5))).toEqual({
      verdict: 'unknown',
      intervals: 7,
      reason: 'fewer than 8 intervals',
    });
    expect(testSteady(even(8, 5)).verdict).toBe('steady');
    expect(testSteady([]).verdict).toBe('unknown');
    expect(testSteady(even(20, 0))).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringMatching(/no work/),
    });
  });

  it('takes the rate of each slice, so that lengths do not matter', () => {
    const lengths = Array.from({ length: 30 }, (_, index) => [5, 40, 20][index % 3] ?? 0);
    let elapsed = 0;
    const uneven = lengths.map((length): [number, number] => [(elapsed += length), 7 * length]);
    expect(testSteady(uneven)).toMatchObject({ verdict: 'steady', step: { change: 0 } });
  });

  it('lets a short last slice count for little', () => {
    const even: Intervals = Array.from({ length: 15 }, (_, index) => [20 * (index + 1), 500 + (index % 3)]);
    expect(testSteady([...even, [300.05, 40]]).verdict).toBe('steady');
  });

  it('counts the work of a slice without length to the next one', () => {
    const even: Intervals = Array.from({ length: 10 }, (_, index) => [20 * (index + 1), 500]);
    const split = even.flatMap(([end, work], index): Intervals =>
      index === 4
        ? [
            [end - 20, 200],
            [end, work - 200],
          ]
        : [[end, work]],
    );
    expect(split).toHaveLength(11);
    expect(testSteady(split)).toEqual(testSteady(even));
  });

  it('depends neither on the unit of work nor on the unit of time', () => {
    const window = oneOf({ slices: 20, noise: 0.05, shape: step(0.2, 0.5) });
    const expected = testSteady(window);
    if (expected.verdict === 'unknown') throw new Error('twenty slices are enough');
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1000, noNaN: true }), (scale) => {
        const result = testSteady(window.map(([end, work]) => [end * scale, work / scale]));
        if (result.verdict === 'unknown') throw new Error('twenty slices are enough');
        expect(result.verdict).toBe(expected.verdict);
        expect(result.trend.change).toBeCloseTo(expected.trend.change, 9);
        expect(result.step.p).toBe(expected.step.p);
      }),
      { seed: 1, numRuns: 20 },
    );
  });
});

// The last two numbers are the windows drawn and the tolerance, which is about three standard errors of the rate.
describe('the rates in the docstring', () => {
  it.each<[string, Series, number, number, number]>([
    ['flat, noise 2 %', { slices: 15, noise: 0.02 }, 0, 400, 0.01],
    ['flat, noise 10 %', { slices: 20, noise: 0.1 }, 0.01, 400, 0.02],
    ['flat, autocorrelation 0.3', { slices: 20, noise: 0.1, autocorrelation: 0.3 }, 0.06, 300, 0.04],
    ['flat, autocorrelation 0.6', { slices: 50, noise: 0.1, autocorrelation: 0.6 }, 0.06, 200, 0.05],
    ['drift of 5 %, noise 1 %', { slices: 20, noise: 0.01, shape: drift(0.05) }, 0.96, 400, 0.03],
    ['drift of 10 %, noise 2 %', { slices: 15, noise: 0.02, shape: drift(0.1) }, 0.95, 120, 0.06],
    ['step of 10 %, noise 2 %', { slices: 10, noise: 0.02, shape: step(0.1, 0.5) }, 0.9, 120, 0.085],
    ['early step, noise 2 %', { slices: 20, noise: 0.02, shape: step(0.1, 0.2) }, 0.7, 120, 0.125],
  ])('hold for %s', (_name, series, expected, windows, tolerance) => {
    expect(Math.abs(alarmRate(series, windows) - expected)).toBeLessThanOrEqual(tolerance);
  });
});
