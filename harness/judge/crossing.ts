/** Where the curves of two targets cross. */
import type { Crossing, CrossingVerdict } from '../model/crossing.js';
import type { LaunchRecord } from '../model/launch.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { bootstrapInterval } from '../stats/bootstrap.js';
import { hodgesLehmann, signedRankInterval } from '../stats/wilcoxon.js';
import { type CurvePair, curvePairs, type CurvePoint } from './curves.js';

/** Enough for the two ends of an interval of 95 %: each is the 50th value from its end. */
const usualResamples = 1_999;

/**
 * All crossings of two targets, factor by factor, the other factors held; and one row `outside` for curves without any.
 *
 * At each value of the factor the advantage of a over b is the Hodges-Lehmann estimate over the blocks; between two values
 * it runs straight, on the axes of the figure that draws the curve. Its interval is a percentile bootstrap over the
 * blocks, each drawn for all values of the factor together, for what disturbs a pass over the points disturbs it whole. In
 * a resampling without the crossing it lies beyond one of the ends: past the greatest value where the side that was better
 * before it stays so, before the least one where the other is better all along.
 *
 * It is called a crossing only when the interval lies within what was measured and, by the exact paired interval at single
 * values, a is better somewhere on its one side and b somewhere on its other.
 * @param suites with the metrics that are compared
 * @param seed of the bootstrap
 */
export function crossingsOf(
  launches: readonly LaunchRecord[],
  suites: readonly SuiteDeclaration[],
  a: string,
  b: string,
  { seed, resamples = usualResamples }: { readonly seed: number; readonly resamples?: number },
): Crossing[] {
  return curvePairs(launches, suites, a, b).flatMap((pair) =>
    crossingsOfPair(pair, { a, b, seed, resamples }),
  );
}

interface Asked {
  readonly a: string;
  readonly b: string;
  readonly seed: number;
  readonly resamples: number;
}

/** A place where the advantage changes its sign. */
interface Change {
  readonly x: number;
  /** The sign before it. */
  readonly before: number;
}

function crossingsOfPair(pair: CurvePair, asked: Asked): Crossing[] {
  const { suite, metric, factor, fixed, logarithmic, points } = pair;
  const { a, b, seed } = asked;
  const row = {
    suite,
    metric,
    a,
    b,
    factor,
    fixed,
    logarithmic,
    seed,
    points: points.length,
    from: points[0]?.value ?? 0,
    to: points.at(-1)?.value ?? 0,
  };
  const advantages = points.map(({ advantage }) => hodgesLehmann([...advantage.values()]));
  const nameOf = (sign: number): string | null => (sign > 0 ? a : sign < 0 ? b : null);
  const changes = changesOf(points, advantages);
  if (changes.length === 0) {
    const leader = nameOf(Math.sign(advantages.find((advantage) => advantage !== 0) ?? 0));
    const nowhere = { at: null, lo: null, hi: null, resamples: 0 };
    return [{ ...row, ...nowhere, verdict: 'outside', betterBelow: leader }];
  }
  return changes.map((change) => {
    const { lo, hi } = intervalOf(points, change, asked);
    const within = Number.isFinite(lo) && Number.isFinite(hi);
    const verdict: CrossingVerdict = within && isBracketed(points, change) ? 'crosses' : 'within-noise';
    const valueOf = (x: number): number | null =>
      Number.isFinite(x) ? (logarithmic ? Math.exp(x) : x) : null;
    return {
      ...row,
      verdict,
      betterBelow: nameOf(change.before),
      at: valueOf(change.x),
      lo: valueOf(lo),
      hi: valueOf(hi),
      resamples: asked.resamples,
    };
  });
}

/** Where it changes its sign; on a stretch where it is 0, in its middle. */
function changesOf(points: readonly CurvePoint[], advantages: readonly number[]): Change[] {
  const decided = points.flatMap(({ x }, index) => {
    const advantage = advantages[index] ?? 0;
    return advantage === 0 ? [] : [{ x, index, advantage }];
  });
  return decided.slice(1).flatMap((right, place) => {
    const left = decided[place];
    if (left === undefined || left.advantage * right.advantage > 0) return [];
    const before = Math.sign(left.advantage);
    if (right.index === left.index + 1) {
      const share = left.advantage / (left.advantage - right.advantage);
      return [{ x: left.x + share * (right.x - left.x), before }];
    }
    const [first, last] = [points[left.index + 1], points[right.index - 1]];
    return [{ x: ((first?.x ?? left.x) + (last?.x ?? right.x)) / 2, before }];
  });
}

/** Of the change nearest to this one, in the same direction. An end is infinite where it lies outside. */
function intervalOf(
  points: readonly CurvePoint[],
  { x, before }: Change,
  { seed, resamples }: Asked,
): { lo: number; hi: number } {
  const blocks = [...new Set(points.flatMap(({ advantage }) => [...advantage.keys()]))].sort(
    (one, other) => one - other,
  );
  const place = ([drawn = []]: readonly (readonly number[])[]): number => {
    const kept = points.flatMap((point) => {
      const values = drawn.flatMap((block) => point.advantage.get(block) ?? []);
      return values.length === 0 ? [] : [{ point, advantage: hodgesLehmann(values) }];
    });
    const advantages = kept.map(({ advantage }) => advantage);
    const [nearest] = changesOf(
      kept.map(({ point }) => point),
      advantages,
    )
      .filter((change) => change.before === before)
      .sort((one, other) => Math.abs(one.x - x) - Math.abs(other.x - x));
    if (nearest !== undefined) return nearest.x;
    return (advantages.at(-1) ?? 0) * before > 0 ? Infinity : -Infinity;
  };
  return bootstrapInterval([blocks], place, { seed, resamples });
}

/** Whether single points show, beyond doubt, the one side to be better before the change and the other after it. */
function isBracketed(points: readonly CurvePoint[], { x, before }: Change): boolean {
  const signOf = ({ advantage }: CurvePoint): number => {
    const interval = signedRankInterval([...advantage.values()]);
    if (interval === null) return 0;
    return interval.lo > 0 ? 1 : interval.hi < 0 ? -1 : 0;
  };
  const sure = points.map((point) => ({ x: point.x, sign: signOf(point) }));
  return (
    sure.some((point) => point.x <= x && point.sign === before) &&
    sure.some((point) => point.x >= x && point.sign === -before)
  );
}
