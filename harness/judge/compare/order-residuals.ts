/** Launches less what their target and their block have to do with them: what is left for the order to explain. */
import type { Metric } from '../../model/metric.js';
import { blockKey } from '../../model/plan.js';
import { grouped } from '../grouped.js';
import { type MeasuredPoint, valuesByBlock } from '../measured-points.js';

/** What targets and blocks explain all but for rounding, is explained by them. */
const leastSquares = 1e-9;

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
 */
export function placedLaunches({ cells, launches }: MeasuredPoint, metric: Metric): PlacedPoint {
  const values = new Map(
    [...cells.values()]
      .filter((cell) => cell.unusable === '' && valuesByBlock(cell, metric).size > 0)
      .map((cell) => [cell.target, valuesByBlock(cell, metric)] as const),
  );
  const started = launches.filter(
    (launch) => !(launch.outcome === 'unsupported' && launch.answeredBy !== null),
  );
  const whole = [...grouped(started, blockKey).values()].flatMap((block) => {
    const number = block[0]?.block ?? 0;
    const complete = [...values.values()].every((byBlock) => (byBlock.get(number) ?? 0) > 0);
    return complete ? [block] : [];
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
 * The slope of the launches of a point over something that is known of each, block by block: least squares with a mean for
 * every target and every block beside it, which both sides are freed of first (Frisch and Waugh, Econometrica 1, 1933). A
 * block in which all launches are alike in it has none.
 *
 * The means of the targets have taken up one block's worth of the noise: slopes are spread out again accordingly, as in the
 * correction HC1 of MacKinnon and White (Journal of Econometrics 29, 1985).
 */
export function slopesByBlock(point: PlacedPoint, of: (launch: Placed) => number): number[] {
  const targets = point.map(({ target }) => target);
  const blocks = point.map(({ block }) => block);
  const given = point.map(of);
  const known = lessMeans(lessMeans(given, targets), blocks);
  const values = lessMeans(
    point.map(({ ofCell }) => ofCell),
    blocks,
  );
  const byBlock = grouped([...point.keys()], (index) => blocks[index]);
  const slopes = [...byBlock.values()].flatMap((indices) => {
    const squares = indices.reduce((sum, index) => sum + (known[index] ?? 0) ** 2, 0);
    const products = indices.reduce((sum, index) => sum + (known[index] ?? 0) * (values[index] ?? 0), 0);
    const varies = new Set(indices.map((index) => given[index])).size > 1;
    return varies && squares > leastSquares ? [products / squares] : [];
  });
  const mean = slopes.reduce((sum, slope) => sum + slope, 0) / slopes.length;
  const spread = Math.sqrt(byBlock.size / (byBlock.size - 1));
  return slopes.map((slope) => mean + spread * (slope - mean));
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
