/** Two targets over a numeric factor, point by point and block by block: what a crossing is looked for in. */
import type { LaunchRecord } from '../../model/launch.js';
import type { Metric } from '../../model/metric.js';
import { type Point, pointKey } from '../../model/point.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { forbiddingBetter, spoiling } from '../../model/validity.js';
import { hodgesLehmann } from '../../stats/wilcoxon.js';
import { grouped } from '../grouped.js';
import { type MeasuredPoint, measuredPoints, valuesByBlock } from '../measured-points.js';

/** How much better a is than b at one value of the factor, in every block that both were measured in. */
export interface CurvePoint {
  /** The value of the factor, and where it is on the axis that is interpolated on. */
  readonly value: number;
  readonly x: number;
  /** Above 0 where a is better: a difference of logarithms or, on a linear axis, of the values themselves. */
  readonly advantage: ReadonlyMap<number, number>;
}

/** The curves of two targets over one factor, the others held. */
export interface CurvePair {
  readonly suite: string;
  readonly metric: string;
  readonly factor: string;
  readonly fixed: Point;
  readonly logarithmic: boolean;
  /** Two or more, by the factor. */
  readonly points: readonly CurvePoint[];
  /** Values of the factor at which the marks of a side allow no such point. */
  readonly leftOut: readonly number[];
}

/** Every factor of numbers over which both targets have two points or more, for every metric. */
export function curvePairs(
  launches: readonly LaunchRecord[],
  suites: readonly SuiteDeclaration[],
  a: string,
  b: string,
): CurvePair[] {
  const places = measuredPoints(launches, suites).filter(({ cells }) =>
    [a, b].every((target) => (cells.get(target)?.measured.length ?? 0) > 0),
  );
  return suites.flatMap((suite) =>
    suite.metrics.flatMap((metric) =>
      suite.factors.flatMap((factor) => {
        const ours = places.filter(
          (place) => place.suite === suite && typeof place.point[factor.name] === 'number',
        );
        const curves = grouped(ours, ({ point }) => pointKey(held(point, factor.name)));
        return [...curves.values()].flatMap((curve) => pairOf(curve, metric, factor.name, [a, b]) ?? []);
      }),
    ),
  );
}

function held(point: Point, factor: string): Point {
  return Object.fromEntries(Object.entries(point).filter(([name]) => name !== factor));
}

function pairOf(
  places: readonly MeasuredPoint[],
  metric: Metric,
  factor: string,
  sides: readonly [string, string],
): CurvePair | undefined {
  const [first] = places;
  if (first === undefined) return undefined;
  const fixed = held(first.point, factor);
  const values = places.map(({ point }) => Number(point[factor]));
  const { x, y } = scalesOf(first.suite, metric, factor, fixed);
  const logarithmic = x === 'log' && values.every((value) => value > 0);
  const all = places
    .flatMap((place, index) => {
      const value = values[index] ?? 0;
      const advantage = advantageOf(place, metric, sides, y === 'log');
      if (advantage.size === 0) return [];
      const stands = isFree(place, metric, sides, hodgesLehmann([...advantage.values()]));
      return [{ value, x: logarithmic ? Math.log(value) : value, advantage, stands }];
    })
    .sort((one, other) => one.x - other.x);
  const points = all.filter(({ stands }) => stands);
  if (points.length < 2) return undefined;
  const leftOut = all.filter(({ stands }) => !stands).map(({ value }) => value);
  return { suite: first.suite.name, metric: metric.name, factor, fixed, logarithmic, points, leftOut };
}

/** Whether the marks of both sides leave a number, and those of the better one allow to call it so. */
function isFree(
  { cells }: MeasuredPoint,
  metric: Metric,
  sides: readonly [string, string],
  advantage: number,
): boolean {
  const [a, b] = sides.map((target) => cells.get(target)?.summaries.get(metric.name)?.validity ?? []);
  const winner = advantage > 0 ? a : advantage < 0 ? b : [];
  return (
    spoiling([...(a ?? []), ...(b ?? [])], metric).length === 0 && forbiddingBetter(winner ?? []).length === 0
  );
}

/** The scales of the figure that draws this curve; a factor without one has a linear axis, its values a logarithmic one. */
function scalesOf(suite: SuiteDeclaration, metric: Metric, factor: string, fixed: Point) {
  const drawn = suite.figures.filter(({ x, y }) => x.factor === factor && y.metric === metric.name);
  const same = drawn.find((figure) =>
    Object.entries(figure.fixed).every(([name, value]) => fixed[name] === value),
  );
  const figure = same ?? drawn[0];
  return { x: figure?.x.scale ?? 'linear', y: figure?.y.scale ?? 'log' };
}

function advantageOf(
  { cells }: MeasuredPoint,
  metric: Metric,
  [a, b]: readonly [string, string],
  logarithmic: boolean,
): Map<number, number> {
  const [ours, theirs] = [a, b].map((target) => {
    const cell = cells.get(target);
    return cell === undefined ? new Map<number, number>() : valuesByBlock(cell, metric);
  });
  const sign = metric.better === 'higher' ? 1 : -1;
  const scaled = (value: number): number => sign * (logarithmic ? Math.log(value) : value);
  return new Map(
    [...(ours ?? [])]
      .flatMap(([block, value]) => {
        const other = theirs?.get(block);
        if (other === undefined || (logarithmic && !(value > 0 && other > 0))) return [];
        return [[block, scaled(value) - scaled(other)] as const];
      })
      .sort(([one], [other]) => one - other),
  );
}
