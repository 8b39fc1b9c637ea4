/** Launches less what their target and their block have to do with them: what is left for the order to explain. */
import type { LaunchRecord } from '../model/launch.js';
import type { Metric } from '../model/metric.js';
import { blockKey } from '../model/plan.js';
import { pointKey } from '../model/point.js';
import { grouped } from './grouped.js';
import { type MeasuredPoint, valuesByBlock } from './measured-points.js';

/** Where a launch stood, and how much better it was than the additive model of randomised blocks says. */
export interface Placed {
  readonly target: string;
  readonly block: number;
  /** 0 for the first of its block, 1 for the last. */
  readonly place: number;
  /** The target launched before it in its block; null for the first. */
  readonly after: string | null;
  /** Logarithm of its value, the greater the better, less the mean of its cell. */
  readonly ofCell: number;
}

/** One point: its whole blocks. */
export type PlacedPoint = readonly Placed[];

/**
 * The launches of a point. A block counts when every target with usable cells has a positive value in it: where somebody
 * is missing, a place says less of itself than of who stands there. Launches that were answered for by an earlier one, and so
 * never started, do not count as having been before anybody.
 * @param launches of the whole run
 */
export function placedLaunches(
  { suite, point, cells }: MeasuredPoint,
  metric: Metric,
  launches: readonly LaunchRecord[],
): PlacedPoint {
  const values = new Map(
    [...cells.values()]
      .filter((cell) => cell.unusable === '' && valuesByBlock(cell, metric).size > 0)
      .map((cell) => [cell.target, valuesByBlock(cell, metric)] as const),
  );
  const here = pointKey(point);
  const started = launches.filter(
    (launch) =>
      launch.suite === suite.name &&
      pointKey(launch.point) === here &&
      !(launch.outcome === 'unsupported' && launch.answeredBy !== null),
  );
  const whole = [...grouped(started, blockKey).values()].flatMap((block) => {
    const inOrder = [...block].sort((one, other) => one.position - other.position);
    const number = inOrder[0]?.block ?? 0;
    const complete = [...values.values()].every((byBlock) => (byBlock.get(number) ?? 0) > 0);
    return complete ? [inOrder] : [];
  });
  const sign = metric.better === 'higher' ? 1 : -1;
  const raw = whole.flatMap((block) =>
    block.flatMap(({ target, block: number }, index) => {
      const value = values.get(target)?.get(number);
      if (value === undefined) return [];
      const place = block.length === 1 ? 0 : index / (block.length - 1);
      return [
        {
          target,
          block: number,
          place,
          after: block[index - 1]?.target ?? null,
          log: sign * Math.log(value),
        },
      ];
    }),
  );
  const centred = lessMeans(
    raw.map(({ log }) => log),
    raw.map(({ target }) => target),
  );
  return raw.map(({ target, block, place, after }, index) => {
    return { target, block, place, after, ofCell: centred[index] ?? 0 };
  });
}

/**
 * The slope of the launches of a point over something that is known of each, one contribution a block: their mean is the
 * least-squares estimate with a mean for every target and every block beside it (Frisch and Waugh, Econometrica 1, 1933).
 * @returns nothing when it does not vary beyond what targets and blocks explain
 */
export function contributions(point: PlacedPoint, of: (launch: Placed) => number): number[] {
  const targets = point.map(({ target }) => target);
  const blocks = point.map(({ block }) => block);
  const known = lessMeans(lessMeans(point.map(of), targets), blocks);
  const values = lessMeans(
    point.map(({ ofCell }) => ofCell),
    blocks,
  );
  const byBlock = grouped([...point.keys()], (index) => blocks[index]);
  const squares = known.reduce((sum, value) => sum + value * value, 0) / byBlock.size;
  if (!(squares > 1e-9)) return [];
  return [...byBlock.values()].map(
    (indices) =>
      indices.reduce((sum, index) => sum + (known[index] ?? 0) * (values[index] ?? 0), 0) / squares,
  );
}

/** Each value less the mean of its group. */
function lessMeans(values: readonly number[], groups: readonly (string | number)[]): number[] {
  const means = new Map(
    [...grouped([...values.keys()], (index) => groups[index])].map(([group, indices]) => [
      group,
      indices.reduce((sum, index) => sum + (values[index] ?? 0), 0) / indices.length,
    ]),
  );
  return values.map((value, index) => value - (means.get(groups[index]) ?? 0));
}
