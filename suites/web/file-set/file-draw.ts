/**
 * Which file a client asks for next, as the clients of SEDA and Capriccio draw it: the directory by Zipf's law, the class
 * by its share, the file in the class by Zipf's law over an order of popularity; three independent draws.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { indexOf } from './layout.js';

/** How often a file of class 0, 1, 2 or 3 is asked for. */
export const classShares: readonly number[] = [0.35, 0.5, 0.14, 0.01];

/** Files of a class from the most popular on. File 0 is in the set and never asked for. */
export const popularity: readonly number[] = [4, 3, 5, 2, 6, 1, 7, 8];

/** Zipf's law with exponent 1: the shares of ranks 1, 2, 3 and so on of `ranks`. */
export function zipfShares(ranks: number): number[] {
  const weights = Array.from({ length: ranks }, (_, index) => 1 / (index + 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

export class FileDraw {
  readonly #random: RandomGenerator;
  readonly #directories: Float64Array;
  readonly #classes = cumulative(classShares);
  readonly #files = cumulative(zipfShares(popularity.length));

  constructor(directories: number, seed: number) {
    this.#random = xoroshiro128plus(seed);
    this.#directories = cumulative(zipfShares(directories));
  }

  /** The index in the manifest of the next file. */
  next(): number {
    const directory = this.#draw(this.#directories);
    const fileClass = this.#draw(this.#classes);
    return indexOf(directory, fileClass, popularity[this.#draw(this.#files)] ?? 0);
  }

  /** The first place whose cumulated share is above a random number, by halving. */
  #draw(shares: Float64Array): number {
    const chosen = uniformFloat64(this.#random);
    let low = 0;
    let high = shares.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (chosen < (shares[middle] ?? 1)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function cumulative(shares: readonly number[]): Float64Array {
  let sum = 0;
  return Float64Array.from(shares, (share) => (sum += share));
}
