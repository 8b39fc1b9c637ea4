/** Ranks of several targets, with intervals. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { ascending, median, quantile } from './quantiles.js';

/** Where a target stands among the others, from 1, which is the best. */
export interface RankInterval {
  readonly name: string;
  /** By the medians; tied targets have the best of the ranks that they share. */
  readonly rank: number;
  readonly lo: number;
  readonly hi: number;
}

/**
 * The percentile bootstrap of ranks over blocks: blocks are drawn with replacement, the same ones for all targets, and the
 * targets ranked by their medians over them. Hall and Miller, "Using the Bootstrap to Quantify the Authority of an Empirical
 * Ranking" (Annals of Statistics 37(6B), 2009). Ends are rounded outwards to whole ranks; targets that are tied have all the
 * ranks that they share.
 * @param values of each target, one a block, the blocks in the same order for all
 * @returns by rank, then by name
 * @throws RangeError when targets differ in blocks, or have none
 */
export function rankIntervals(
  values: Readonly<Record<string, readonly number[]>>,
  better: 'higher' | 'lower',
  { confidence = 0.95, resamples = 9_999, seed = 1 } = {},
): RankInterval[] {
  const names = Object.keys(values);
  const rows = Object.values(values);
  const blocks = rows[0]?.length ?? 0;
  if (blocks === 0 || rows.some((row) => row.length !== blocks)) {
    throw new RangeError('ranks need the same blocks, at least one, of every target');
  }
  const random = xoroshiro128plus(seed);
  const drawn = Array.from({ length: resamples }, () => {
    const places = Array.from({ length: blocks }, () => uniformInt(random, 0, blocks - 1));
    return ranksOf(
      rows.map((row) => median(places.map((place) => row[place] ?? Number.NaN))),
      better,
    );
  });
  const endOf = (target: number, end: keyof TiedRank, share: number) =>
    quantile(
      drawn.map((ranks) => ranks[target]?.[end] ?? Number.NaN),
      share,
    );
  const observed = ranksOf(rows.map(median), better);
  return names
    .map((name, target) => ({
      name,
      rank: observed[target]?.best ?? Number.NaN,
      lo: Math.floor(endOf(target, 'best', (1 - confidence) / 2)),
      hi: Math.ceil(endOf(target, 'worst', (1 + confidence) / 2)),
    }))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
}

/** The best and the worst of the ranks that a target shares with its ties. */
interface TiedRank {
  readonly best: number;
  readonly worst: number;
}

function ranksOf(values: readonly number[], better: 'higher' | 'lower'): TiedRank[] {
  const sorted = ascending(better === 'higher' ? values.map((value) => -value) : values);
  return values.map((value) => {
    const sought = better === 'higher' ? -value : value;
    return { best: sorted.indexOf(sought) + 1, worst: sorted.lastIndexOf(sought) + 1 };
  });
}
