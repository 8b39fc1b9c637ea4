/** Whether values come from one mode or from several. */
import { dipOfSorted, dipProbability } from './dip.js';
import { ascending, median, quantileOfSorted } from './quantiles.js';

/** Fewer values than this share, or a single one, are no mode but stragglers of the nearest one. */
const leastShare = 0.1;
/** Values that differ by a lesser share than this differ by the rounding of arithmetic. */
const rounding = 1e-14;

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
 * Simulated, two levels that are equally frequent, noise of 3 %: it finds 98 % of those 30 % apart in 10 values, 82 % of
 * those 20 % apart in 20, all in 50, and 13 % of those 10 % apart in 50. Skewed noise with spikes looks like two modes to it
 * in less than 1 % of samples.
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
  const gaps = sorted.flatMap((value, place) => {
    const before = sorted[place - 1];
    return before === undefined || areTied(before, value) ? [] : [value - before];
  });
  const leastGap = gaps.length === 0 ? 1 : Math.min(...gaps);
  const spread: number[] = [];
  while (spread.length < sorted.length) {
    const value = sorted[spread.length] ?? 0;
    const gap = Math.max(leastGap, rounding * Math.abs(value));
    const ties = sorted.slice(spread.length).findLastIndex((other) => areTied(value, other)) + 1;
    for (let tie = 0; tie < ties; tie++) spread.push(value - least + gap * ((tie + 0.5) / ties - 0.5));
  }
  return spread;
}

function areTied(value: number, greater: number): boolean {
  return greater - value <= rounding * Math.max(Math.abs(value), Math.abs(greater));
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

/** The places after the least densities between two peaks, looked at on the values and halfway between them. */
function leastDensities(sorted: readonly number[], bandwidth: number): number[] {
  const looked = sorted.flatMap((value, place) =>
    place === 0 ? [value] : [((sorted[place - 1] ?? value) + value) / 2, value],
  );
  const density = looked.map((at) =>
    sorted.reduce((sum, value) => sum + Math.exp(-(((at - value) / bandwidth) ** 2) / 2), 0),
  );
  const cuts: number[] = [];
  let falling = false;
  for (let next = 1; next < density.length; next++) {
    const change = (density[next] ?? 0) - (density[next - 1] ?? 0);
    // Every second one is a value: the valley at `next - 1` lies before the value with half that number, rounded up.
    if (falling && change > 0) cuts.push(Math.ceil((next - 1) / 2));
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
