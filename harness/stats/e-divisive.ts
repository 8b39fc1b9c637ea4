/** Change points of a series by the E-divisive method of Matteson and James (see `energy.ts`). */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { lagOne } from './autocorrelation.js';
import { greatestSplit } from './energy.js';
import { median } from './quantiles.js';

/** Above this autocorrelation, values are not independent enough to be put in any order one by one. */
const mostAutocorrelation = 0.2;
/** With this many orders at least as extreme, p is known well enough, and far above any significance. */
const enoughAsGreat = 50;

export interface ChangePointOptions {
  /** A split counts when p is at most this. */
  readonly significance?: number;
  /** Values on each side of a change, at least 2. */
  readonly shortest?: number;
  /** Changes of the median by a lesser share than this are left out. */
  readonly leastChange?: number;
  /** Random orders behind each p. */
  readonly orders?: number;
  readonly seed?: number;
}

/** From one place of the series on, its values are others than before. */
export interface ChangePoint {
  /** Place, counted from 0, of the first value after the change. */
  readonly index: number;
  /** Medians between this change and its neighbours. */
  readonly before: number;
  readonly after: number;
  /** `after` over `before`, less 1: -0.1 is a fall of 10 %. */
  readonly change: number;
  /** Permutation p value of the split. */
  readonly p: number;
  /** Length of the runs of neighbouring values that were kept together in the permutations. */
  readonly blockLength: number;
}

interface Found {
  readonly index: number;
  readonly p: number;
  readonly blockLength: number;
}

/**
 * Splits the series at the greatest energy statistic, then each part, as long as the greatest statistic of all parts is too
 * great for a random order: a permutation test, values changing places only within their part, with up to 999 orders, that
 * stops early when p is large (Besag and Clifford, "Sequential Monte Carlo p-values", Biometrika 78, 1991).
 *
 * Random orders assume independence. Where the autocorrelation at lag 1 exceeds 0.2, runs of about n^(1/3) neighbours keep
 * together (Kunsch, "The Jackknife and the Bootstrap for General Stationary Observations", Annals of Statistics 17(3), 1989).
 * It is that of the residuals from the medians of the parts, the split in question among them: that step is not held for
 * autocorrelation. Another one that has not been found yet is, which costs some power.
 * @param series at least one value; in the order of time
 * @returns in the order of time
 */
export function eDivisive(
  series: readonly number[],
  { significance = 0.05, shortest = 3, leastChange = 0, orders = 999, seed = 1 }: ChangePointOptions = {},
): ChangePoint[] {
  const random = xoroshiro128plus(seed);
  let found: Found[] = [];
  for (;;) {
    const parts = partsOf(series, found);
    const split = greatestOfParts(parts, shortest);
    if (split === null) break;
    const blockLength = blockLengthFor(series, [...found, split]);
    const p = splitProbability(parts, { ...split, shortest, blockLength, orders, random });
    if (p > significance) break;
    found = [...found, { index: split.index, p, blockLength }].sort((a, b) => a.index - b.index);
  }
  return withoutSmall(series, found, leastChange);
}

/** The series, cut at the changes. */
function partsOf(series: readonly number[], changes: readonly { readonly index: number }[]): number[][] {
  const cuts = [0, ...changes.map(({ index }) => index).sort((a, b) => a - b), series.length];
  return cuts.slice(1).map((to, which) => series.slice(cuts[which], to));
}

function greatestOfParts(
  parts: readonly ArrayLike<number>[],
  shortest: number,
): { index: number; statistic: number } | null {
  let greatest: { index: number; statistic: number } | null = null;
  let from = 0;
  for (const part of parts) {
    const split = greatestSplit(part, shortest);
    if (split !== null && split.statistic > (greatest?.statistic ?? -1)) {
      greatest = { index: from + split.before, statistic: split.statistic };
    }
    from += part.length;
  }
  return greatest;
}

function blockLengthFor(series: readonly number[], changes: readonly { readonly index: number }[]): number {
  const residuals = partsOf(series, changes).flatMap((part) => {
    const middle = median(part);
    return part.map((value) => value - middle);
  });
  return lagOne(residuals) > mostAutocorrelation ? Math.max(2, Math.round(Math.cbrt(series.length))) : 1;
}

interface PermutationTest {
  readonly statistic: number;
  readonly shortest: number;
  readonly blockLength: number;
  readonly orders: number;
  readonly random: RandomGenerator;
}

/** How often parts in random order can be split with at least this statistic. */
function splitProbability(
  parts: readonly number[][],
  { statistic, shortest, blockLength, orders, random }: PermutationTest,
): number {
  // Statistics that are equal but for rounding count as equal.
  const reach = statistic * (1 - 1e-9);
  let asGreat = 0;
  for (let order = 1; order <= orders; order++) {
    const shuffled = parts.map((part) => shuffledRuns(part, blockLength, random));
    if ((greatestOfParts(shuffled, shortest)?.statistic ?? 0) >= reach) asGreat++;
    if (asGreat === enoughAsGreat) return asGreat / order;
  }
  return (asGreat + 1) / (orders + 1);
}

/** The values in runs of a length, the runs in random order; the first and the last run are shorter, by chance. */
function shuffledRuns(values: readonly number[], length: number, random: RandomGenerator): number[] {
  const offset = length === 1 ? 0 : uniformInt(random, 0, length - 1);
  const runs: number[][] = [];
  for (let from = offset - length; from < values.length; from += length) {
    const run = values.slice(Math.max(0, from), from + length);
    if (run.length > 0) runs.push(run);
  }
  for (let last = runs.length - 1; last > 0; last--) {
    const chosen = uniformInt(random, 0, last);
    const kept = runs[last] ?? [];
    runs[last] = runs[chosen] ?? [];
    runs[chosen] = kept;
  }
  return runs.flat();
}

/** The changes that matter: the least one is left out, and what it parted joined, until all are great enough. */
function withoutSmall(
  series: readonly number[],
  found: readonly Found[],
  leastChange: number,
): ChangePoint[] {
  const medians = partsOf(series, found).map((part) => median(part));
  const points = found.map((point, which): ChangePoint => {
    const [before = 0, after = 0] = medians.slice(which, which + 2);
    return { ...point, before, after, change: before === after ? 0 : after / before - 1 };
  });
  const sizes = points.map(({ change }) => Math.abs(Math.log1p(change)));
  const least = sizes.indexOf(Math.min(...sizes));
  if (least < 0 || (sizes[least] ?? 0) >= Math.log1p(leastChange)) return points;
  return withoutSmall(series, found.toSpliced(least, 1), leastChange);
}
