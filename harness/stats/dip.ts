/**
 * The dip test of unimodality: Hartigan and Hartigan, "The Dip Test of Unimodality" (Annals of Statistics 13(1), 1985). The
 * dip is the greatest distance between the values' distribution and that unimodal distribution which is nearest to it.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const mostSamples = 1_999;
/** With this many samples at least as extreme, p is known well enough, and far above any significance. */
const enoughAsGreat = 100;

/**
 * How often as many values from a uniform distribution have a dip at least as great: of all unimodal distributions it has
 * nearly the greatest ones, so that for others the test is cautious. Up to 1,999 samples, always the same ones, fewer when
 * p is large (Besag and Clifford, "Sequential Monte Carlo p-values", Biometrika 78, 1991).
 */
export function dipProbability(n: number, dip: number): number {
  const uniform = uniformDipsOf(n);
  const reach = dip * (1 - 1e-9);
  let asGreat = 0;
  for (let sample = 1; sample <= mostSamples; sample++) {
    if (uniform.of(sample) >= reach) asGreat++;
    if (asGreat === enoughAsGreat) return asGreat / sample;
  }
  return (asGreat + 1) / (mostSamples + 1);
}

/** The dips of the uniform samples of one size, drawn as far as they are needed, and once. */
class UniformDips {
  readonly #n: number;
  readonly #random = xoroshiro128plus(1);
  readonly #dips: number[] = [];

  constructor(n: number) {
    this.#n = n;
  }

  /** @param sample from 1 */
  of(sample: number): number {
    while (this.#dips.length < sample) {
      const values = Float64Array.from({ length: this.#n }, () => uniformFloat64(this.#random)).sort();
      this.#dips.push(dipOfSorted(values));
    }
    return this.#dips[sample - 1] ?? 0;
  }
}

const uniformDips = new Map<number, UniformDips>();

function uniformDipsOf(n: number): UniformDips {
  const dips = uniformDips.get(n) ?? new UniformDips(n);
  uniformDips.set(n, dips);
  return dips;
}

/**
 * The dip, by algorithm AS 217 (P. M. Hartigan, Applied Statistics 34, 1985) with the corrections of Maechler's diptest for R:
 * a convex function below the distribution function up to a modal interval, a concave one above it from there on. The modal
 * interval is narrowed to where the two are farthest apart, as long as they are farther apart than the distribution function
 * is from either outside of it.
 * @param sorted at least one value, ascending, no two the same
 */
export function dipOfSorted(sorted: ArrayLike<number>): number {
  const n = sorted.length;
  const convex = neighboursOnHull(sorted, 1);
  const concave = neighboursOnHull(sorted, -1);
  // Twice the dip, in steps of the distribution function.
  let dip = 1;
  let low = 0;
  let high = n - 1;
  for (;;) {
    const minorant = chain(convex, high, low).reverse();
    const majorant = chain(concave, low, high);
    const gap = greatestGap(sorted, minorant, majorant);
    if (gap.distance < dip) break;
    const below = minorant.filter((knot) => knot <= gap.low);
    const above = majorant.filter((knot) => knot >= gap.high);
    dip = Math.max(dip, greatestStray(sorted, below, 1), greatestStray(sorted, above, -1));
    if (low === gap.low && high === gap.high) break;
    ({ low, high } = gap);
  }
  return dip / (2 * n);
}

/**
 * For each place, the one before it on the lower hull of the distribution function up to there (`side` 1), or the one after
 * it on the upper hull from there on (`side` -1).
 */
function neighboursOnHull(sorted: ArrayLike<number>, side: 1 | -1): Int32Array {
  const n = sorted.length;
  const neighbours = new Int32Array(n);
  const first = side === 1 ? 0 : n - 1;
  neighbours[first] = first;
  for (let place = first + side; place >= 0 && place < n; place += side) {
    let knot = place - side;
    for (;;) {
      const next = neighbours[knot] ?? first;
      if (knot === first || slope(sorted, next, knot) < slope(sorted, knot, place)) break;
      knot = next;
    }
    neighbours[place] = knot;
  }
  return neighbours;
}

/** The knots from one place to another, neighbour by neighbour. */
function chain(neighbours: Int32Array, from: number, to: number): number[] {
  const knots = [from];
  for (let knot = from; knot !== to;) {
    knot = neighbours[knot] ?? to;
    knots.push(knot);
  }
  return knots;
}

interface Gap {
  readonly distance: number;
  readonly low: number;
  readonly high: number;
}

/** Where the majorant is farthest above the minorant: at a knot of one of them. */
function greatestGap(
  sorted: ArrayLike<number>,
  minorant: readonly number[],
  majorant: readonly number[],
): Gap {
  let greatest: Gap = { distance: 1, low: minorant[0] ?? 0, high: majorant.at(-1) ?? 0 };
  const consider = (gap: Gap) => {
    if (gap.distance >= greatest.distance) greatest = gap;
  };
  for (const high of majorant.slice(1, -1)) {
    const { from, to } = segmentAround(minorant, high);
    consider({ distance: high - heightAt(sorted, from, to, high) + 1, low: from, high });
  }
  for (const low of minorant.slice(1, -1)) {
    const { from, to } = segmentAround(majorant, low);
    consider({ distance: heightAt(sorted, from, to, low) - low + 1, low, high: to });
  }
  return greatest;
}

/** How far the steps of the distribution function stray from a fit, between its knots: above it (`side` 1) or below it. */
function greatestStray(sorted: ArrayLike<number>, knots: readonly number[], side: 1 | -1): number {
  let greatest = 1;
  for (let segment = 1; segment < knots.length; segment++) {
    const [from = 0, to = 0] = knots.slice(segment - 1, segment + 1);
    for (let place = from; place <= to; place++) {
      greatest = Math.max(greatest, side * (place - heightAt(sorted, from, to, place)) + 1);
    }
  }
  return greatest;
}

/** The knots on both sides of a place. */
function segmentAround(knots: readonly number[], place: number): { from: number; to: number } {
  const after = knots.findIndex((knot) => knot >= place);
  return { from: knots[after - 1] ?? 0, to: knots[after] ?? 0 };
}

/** Height of the line through two places, at another one. */
function heightAt(sorted: ArrayLike<number>, from: number, to: number, place: number): number {
  return from + slope(sorted, from, to) * ((sorted[place] ?? 0) - (sorted[from] ?? 0));
}

/** Places for each unit of the values. */
function slope(sorted: ArrayLike<number>, from: number, to: number): number {
  return (to - from) / ((sorted[to] ?? 0) - (sorted[from] ?? 0));
}
