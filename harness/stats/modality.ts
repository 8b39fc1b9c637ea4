/** Whether values come from one mode or from several. */
import { dipOfSorted, dipProbability } from './dip.js';
import { ascending, median, quantileOfSorted } from './quantiles.js';

/** Fewer values than this share, or a single one, are no mode but stragglers of the nearest one. */
const leastShare = 0.1;
/** Density is looked at in so many places. */
const places = 256;

/** A group of values around one mode. */
export interface Mode {
  readonly median: number;
  /** Share of the values that are in it. */
  readonly share: number;
}

/** What the check says. */
export interface Modality {
  readonly dip: number;
  /** Of "there is one mode". */
  readonly p: number;
  /** Ascending; more than one only where p is at most the significance. */
  readonly modes: readonly Mode[];
}

/**
 * Decides by the dip test whether there is more than one mode: it works from about 10 values on, and a few outliers do not
 * deceive it, as they would a count of the peaks of a density. Where there is, the values are parted at the least densities
 * between modes (Gaussian kernel, bandwidth by Silverman's rule of thumb: "Density Estimation for Statistics and Data
 * Analysis", 1986, equation 3.31, narrowed until there are two modes). This parting describes; it is no test.
 *
 * Tied values are taken for rounded ones, and spread evenly over the least gap between values: else every rounding would
 * be a mode. So values that only ever have two levels are not told from rounding.
 * @param values at least one
 */
export function modality(values: readonly number[], significance = 0.05): Modality {
  const sorted = ascending(values);
  const spread = spreadTies(sorted);
  const dip = dipOfSorted(spread);
  const p = dipProbability(spread.length, dip);
  const cuts = [0, ...(p <= significance ? cutsBetweenModes(spread) : []), sorted.length];
  const groups = cuts.slice(1).map((to, which) => sorted.slice(cuts[which], to));
  return {
    dip,
    p,
    modes: groups.map((group) => ({ median: median(group), share: group.length / sorted.length })),
  };
}

/** The values from the least one on, ties spread evenly over the least gap (over 1 where all values are the same). */
function spreadTies(sorted: readonly number[]): number[] {
  const [least = 0] = sorted;
  const range = (sorted.at(-1) ?? 0) - least;
  // Gaps that are only rounding errors of the arithmetic are none.
  const isGap = (gap: number) => gap > 1e-9 * range;
  const gaps = sorted.map((value, place) => value - (sorted[place - 1] ?? value)).filter(isGap);
  const leastGap = gaps.length === 0 ? 1 : Math.min(...gaps);
  const spread: number[] = [];
  for (let from = 0; from < sorted.length;) {
    const value = sorted[from] ?? 0;
    const next = sorted.findIndex((other, place) => place > from && isGap(other - value));
    const ties = (next === -1 ? sorted.length : next) - from;
    for (let tie = 0; tie < ties; tie++) spread.push(value - least + leastGap * ((tie + 0.5) / ties - 0.5));
    from += ties;
  }
  return spread;
}

/** The places at which modes begin, but for the first one; none where no density shows two. */
function cutsBetweenModes(sorted: readonly number[]): number[] {
  const n = sorted.length;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const quartiles = (quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)) / 1.34;
  const ruleOfThumb = 0.9 * Math.min(deviation, quartiles) * n ** -0.2;
  for (let narrowing = 1; narrowing > 0.05; narrowing *= 0.9) {
    const cuts = withoutStragglers(leastDensities(sorted, narrowing * ruleOfThumb), n);
    if (cuts.length > 0) return cuts;
  }
  return [];
}

/** The places after the least densities between two peaks. */
function leastDensities(sorted: readonly number[], bandwidth: number): number[] {
  const [least = 0] = sorted;
  const step = ((sorted.at(-1) ?? 0) - least) / places;
  const density = Array.from({ length: places + 1 }, (_, place) =>
    sorted.reduce(
      (sum, value) => sum + Math.exp(-(((least + place * step - value) / bandwidth) ** 2) / 2),
      0,
    ),
  );
  const cuts: number[] = [];
  let falling = false;
  for (let place = 1; place <= places; place++) {
    const change = (density[place] ?? 0) - (density[place - 1] ?? 0);
    if (falling && change > 0) {
      const valley = least + (place - 1) * step;
      cuts.push(sorted.findIndex((value) => value > valley));
    }
    if (change !== 0) falling = change < 0;
  }
  return cuts;
}

/** Leaves out cuts that would part too few values from the rest. */
function withoutStragglers(cuts: readonly number[], n: number): number[] {
  const fewest = Math.max(2, leastShare * n);
  const kept: number[] = [];
  for (const cut of cuts) {
    if (cut - (kept.at(-1) ?? 0) >= fewest && n - cut >= fewest) kept.push(cut);
  }
  return kept;
}
