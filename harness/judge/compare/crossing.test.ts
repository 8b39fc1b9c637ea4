import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import type { Crossing } from '../../model/crossing.js';
import type { PlannedLaunch } from '../../model/plan.js';
import type { Grid } from '../../model/point.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { measuredLaunch, suiteLike } from '../../model/test/records.js';
import type { ValidityCode } from '../../model/validity.js';
import { normal } from '../../stats/test/noise.js';
import { crossingsOf } from './crossing.js';
import { jitter, recorded } from '../test/recorded.js';

const suite = suiteLike({ metrics: suiteLike().metrics.slice(0, 1) });
const linear = suiteLike({ ...suite, figures: [] });
const pairs = [1, 4, 16, 64];

interface CrossingShape {
  declared?: SuiteDeclaration;
  blocks?: number;
  grid?: Grid;
}

/** Crossings of capriccio and event-loop; the latter has a throughput of 100 everywhere. */
function crossings(
  advantage: (pairs: number, launch: PlannedLaunch) => number,
  { declared = suite, blocks = 10, grid = { pairs } }: CrossingShape = {},
): Crossing[] {
  const { run, launches } = recorded({ suite: declared, grid, blocks }, (launch) =>
    launch.target === 'capriccio' ? 100 * advantage(Number(launch.point['pairs']), launch) : 100,
  );
  return crossingsOf(launches, run.suites, 'capriccio', 'event-loop');
}

/** Falls by a factor of 4 over each factor of 4: straight on logarithmic axes, and 1 at 8 pairs. */
const falling = (at: number): number => 8 / at;

describe('a crossing', () => {
  it('is where straight lines on the axes of the figure meet', () => {
    const [crossing, ...more] = crossings(falling);
    expect(more).toEqual([]);
    expect(crossing).toMatchObject({
      verdict: 'crosses',
      factor: 'pairs',
      fixed: { capacity: 1 },
      betterBelow: 'capriccio',
      logarithmic: true,
      from: 1,
      to: 64,
      points: 4,
    });
    for (const place of [crossing?.at, crossing?.lo, crossing?.hi]) expect(place).toBeCloseTo(8, 5);
  });

  it('is interpolated on a linear axis where no figure has a logarithmic one', () => {
    const [crossing] = crossings(falling, { declared: linear });
    expect(crossing).toMatchObject({ logarithmic: false, verdict: 'crosses' });
    // Logarithms of 2 and 1/2 at 4 and 16: half-way.
    expect(crossing?.at).toBeCloseTo(10, 9);
  });

  it('has an interval that noise makes wider', () => {
    const noisy = (at: number, launch: PlannedLaunch) => falling(at) * jitter(launch) ** 10;
    const [crossing] = crossings(noisy);
    expect(crossing?.verdict).toBe('crosses');
    expect(crossing?.lo).toBeLessThan(crossing?.at ?? 0);
    expect(crossing?.hi).toBeGreaterThan(crossing?.at ?? 0);
  });

  it('is where it says as often as it says', () => {
    const random = xoroshiro128plus(2);
    const trials = 150;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const [crossing] = crossings((at) => (8 / at) ** 0.3 * Math.exp(0.1 * normal(random)));
      if ((crossing?.lo ?? 0) <= 8 && (crossing?.hi ?? Infinity) >= 8) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.9);
  });

  it('lies within noise where one side is nowhere better beyond doubt', () => {
    const [crossing] = crossings((at, launch) => (at < 64 ? 2 : launch.block <= 3 ? 1.1 : 0.95));
    expect(crossing).toMatchObject({ verdict: 'within-noise', betterBelow: 'capriccio' });
    expect(crossing?.hi).toBeNull();
    expect(crossing?.lo).toBeGreaterThan(16);
  });

  it('lies within noise when there are too few blocks for an interval', () => {
    expect(crossings(falling, { blocks: 5 })).toMatchObject([{ verdict: 'within-noise' }]);
  });

  it('lies outside, if anywhere, when one side is better all along', () => {
    expect(crossings((at) => 1 + 1 / at)).toMatchObject([
      { verdict: 'outside', betterBelow: 'capriccio', at: null, lo: null, hi: null, from: 1, to: 64 },
    ]);
    expect(crossings(() => 1)).toMatchObject([{ verdict: 'outside', betterBelow: null }]);
  });

  it('is not looked for at points whose marks leave no number, or forbid to call the better one so', () => {
    const markedAt = (place: number, mark: ValidityCode, target: string) => {
      const { run, launches } = recorded({ suite, grid: { pairs } }, (launch) => {
        const at = Number(launch.point['pairs']);
        return measuredLaunch({
          ...launch,
          throughput: launch.target === 'capriccio' ? 100 * falling(at) : 100,
          validity: at === place && launch.target === target ? [mark] : [],
        });
      });
      return crossingsOf(launches, run.suites, 'capriccio', 'event-loop')[0];
    };
    for (const mark of ['generator-bound', 'verification-failed'] as const) {
      expect(markedAt(64, mark, 'event-loop')).toMatchObject({ leftOut: [64], points: 3, to: 16 });
    }
    expect(markedAt(1, 'starved', 'capriccio')).toMatchObject({ leftOut: [1], from: 4 });
    expect(markedAt(1, 'starved', 'event-loop')).toMatchObject({ leftOut: [], from: 1 });
    expect(markedAt(1, 'disturbed', 'capriccio')).toMatchObject({ leftOut: [], from: 1 });
  });

  it('may be one of several, each in its direction', () => {
    const waves = crossings((at) => (at === 4 ? 2 : 0.5));
    expect(waves.map(({ verdict, betterBelow, at }) => [verdict, betterBelow, Math.round(at ?? 0)])).toEqual([
      ['crosses', 'event-loop', 2],
      ['crosses', 'capriccio', 8],
    ]);
  });

  it('lies in the middle of a stretch of equality', () => {
    const [crossing] = crossings((at) => (at === 1 ? 2 : at === 64 ? 0.5 : 1));
    expect(crossing?.at).toBeCloseTo(8, 9);
  });

  it('is looked for once for each value of the other factors, and not over a factor of one value', () => {
    const found = crossings(falling, { grid: { pairs, capacity: [1, 128] } });
    expect(found.filter(({ factor }) => factor === 'pairs').map(({ fixed }) => fixed)).toEqual([
      { capacity: 1 },
      { capacity: 128 },
    ]);
    expect(found.filter(({ factor }) => factor === 'capacity')).toHaveLength(pairs.length);
    expect(crossings(falling, { grid: { pairs: [4] } })).toEqual([]);
  });
});
