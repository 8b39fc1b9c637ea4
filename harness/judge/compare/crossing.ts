/** Where the curves of two targets cross. */
import type { Crossing } from '../../model/crossing.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { hodgesLehmann, signedRankInterval } from '../../stats/wilcoxon.js';
import { type CurvePair, curvePairs, type CurvePoint } from './curves.js';

/** Places between two values of a factor at which an interval is looked at, before its end is narrowed down. */
const stepsBetween = 32;
/** Halvings of such a step. */
const halvings = 24;

/**
 * All crossings of two targets, factor by factor, the other factors held; and one row `outside` for curves without any.
 *
 * At each value of the factor the advantage of a over b is the Hodges-Lehmann estimate over the blocks; between two values
 * it runs straight, on the axes of the figure that draws the curve. The interval of a crossing holds every place around it at
 * which the exact paired interval of the advantage, each block interpolated by itself, has 0 in it: the places that Wilcoxon's
 * test does not reject (inversion of a test: Lehmann and Romano, "Testing Statistical Hypotheses", 3rd edition, 2005, section
 * 3.5). So its confidence is that of the test, nothing is drawn at random, and it agrees with the verdicts at single points.
 *
 * It is a crossing only when both ends of its interval lie within what was measured; else it lies within noise. Points at which
 * the marks of a side leave no number, or forbid to call the better one so, are left out and named.
 * @param suites with the metrics that are compared
 */
export function crossingsOf(
  launches: readonly LaunchRecord[],
  suites: readonly SuiteDeclaration[],
  a: string,
  b: string,
): Crossing[] {
  return curvePairs(launches, suites, a, b).flatMap((pair) => crossingsOfPair(pair, a, b));
}

/** A place where the advantage changes its sign. */
interface Change {
  readonly x: number;
  /** The sign before it. */
  readonly before: number;
}

function crossingsOfPair(pair: CurvePair, a: string, b: string): Crossing[] {
  const { suite, metric, factor, fixed, logarithmic, points, leftOut } = pair;
  const row = {
    suite,
    metric,
    a,
    b,
    factor,
    fixed,
    logarithmic,
    points: points.length,
    from: points[0]?.value ?? 0,
    to: points.at(-1)?.value ?? 0,
    leftOut: [...leftOut],
  };
  const advantages = points.map(({ advantage }) => hodgesLehmann([...advantage.values()]));
  const nameOf = (sign: number): string | null => (sign > 0 ? a : sign < 0 ? b : null);
  const changes = changesOf(points, advantages);
  if (changes.length === 0) {
    const leader = nameOf(Math.sign(advantages.find((advantage) => advantage !== 0) ?? 0));
    return [{ ...row, verdict: 'outside', betterBelow: leader, at: null, lo: null, hi: null }];
  }
  const valueOf = (x: number): number => (logarithmic ? Math.exp(x) : x);
  return changes.map(({ x, before }) => {
    const [lo, hi] = [endOf(points, x, -1), endOf(points, x, 1)];
    return {
      ...row,
      verdict: lo === null || hi === null ? 'within-noise' : 'crosses',
      betterBelow: nameOf(before),
      at: valueOf(x),
      lo: lo === null ? null : valueOf(lo),
      hi: hi === null ? null : valueOf(hi),
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

/**
 * From a place to the left (-1) or to the right (1), the last one that may still be the crossing.
 * @returns null when there is no end to them within the points
 */
function endOf(points: readonly CurvePoint[], from: number, direction: -1 | 1): number | null {
  const stops = points
    .slice(1)
    .flatMap((right, index) => {
      const left = points[index]?.x ?? right.x;
      return Array.from(
        { length: stepsBetween },
        (_, step) => left + (step / stepsBetween) * (right.x - left),
      );
    })
    .concat(points.at(-1)?.x ?? from)
    .filter((x) => direction * (x - from) > 0)
    .sort((one, other) => direction * (one - other));
  const outside = stops.find((x) => !mayBeZero(points, x));
  if (outside === undefined) return null;
  const before = stops[stops.indexOf(outside) - 1] ?? from;
  let [inside, beyond] = [before, outside];
  for (let halving = 0; halving < halvings; halving++) {
    const middle = (inside + beyond) / 2;
    if (mayBeZero(points, middle)) inside = middle;
    else beyond = middle;
  }
  return inside;
}

/** Whether the paired interval of the advantage there has 0 in it; it has where there are too few blocks for one. */
function mayBeZero(points: readonly CurvePoint[], x: number): boolean {
  const right = points.findIndex((point) => point.x >= x);
  const [left, next] = [points[Math.max(0, right - 1)], points[right]];
  if (left === undefined || next === undefined) return true;
  const share = next.x === left.x ? 0 : (x - left.x) / (next.x - left.x);
  const advantages = [...left.advantage].flatMap(([block, before]) => {
    const after = next.advantage.get(block);
    return after === undefined ? [] : [before + share * (after - before)];
  });
  const interval = signedRankInterval(advantages);
  return interval === null || (interval.lo <= 0 && interval.hi >= 0);
}
