/** Ranks of several targets, with intervals. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { median, quantileOfSorted } from './quantiles.js';

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
  const sorted = rows.map(sortedRow);
  const ranks = rows.map(() => ({ best: new Float64Array(resamples), worst: new Float64Array(resamples) }));
  const random = xoroshiro128plus(seed);
  const times = new Uint32Array(blocks);
  for (let resample = 0; resample < resamples; resample++) {
    times.fill(0);
    for (let draw = 0; draw < blocks; draw++) {
      const block = uniformInt(random, 0, blocks - 1);
      times[block] = (times[block] ?? 0) + 1;
    }
    const medians = sorted.map((row) => medianOfDrawn(row, times));
    ranks.forEach(({ best, worst }, target) => {
      const rank = rankIn(medians, medians[target] ?? Number.NaN, better);
      best[resample] = rank.best;
      worst[resample] = rank.worst;
    });
  }
  const observed = rows.map(median);
  return names
    .map((name, target) => ({
      name,
      rank: rankIn(observed, observed[target] ?? Number.NaN, better).best,
      lo: Math.floor(quantileOfSorted(ranks[target]?.best.sort() ?? [], (1 - confidence) / 2)),
      hi: Math.ceil(quantileOfSorted(ranks[target]?.worst.sort() ?? [], (1 + confidence) / 2)),
    }))
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
}

/** The values of a target in ascending order, each with the block that it is of: so no resample has to be sorted. */
type SortedRow = readonly { readonly value: number; readonly block: number }[];

function sortedRow(values: readonly number[]): SortedRow {
  return values.map((value, block) => ({ value, block })).sort((a, b) => a.value - b.value);
}

/** The median of as many values as there are blocks. @param times how often each block was drawn */
function medianOfDrawn(row: SortedRow, times: Uint32Array): number {
  const middle = (row.length - 1) / 2;
  let below = Number.NaN;
  let passed = 0;
  for (const { value, block } of row) {
    passed += times[block] ?? 0;
    if (Number.isNaN(below) && passed > Math.floor(middle)) below = value;
    if (passed > Math.ceil(middle)) return below + (value - below) * (middle - Math.floor(middle));
  }
  return below;
}

/** The best and the worst of the ranks that a value shares with its ties. */
function rankIn(
  values: readonly number[],
  value: number,
  better: 'higher' | 'lower',
): { best: number; worst: number } {
  let ahead = 0;
  let tied = 0;
  for (const other of values) {
    if (other === value) tied++;
    else if (better === 'higher' ? other > value : other < value) ahead++;
  }
  return { best: ahead + 1, worst: ahead + tied };
}
