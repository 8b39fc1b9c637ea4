/**
 * Orders of treatment within blocks: Williams' design, a Latin square in which every target stands at every position
 * equally often and follows every other target equally often, so that neither place nor predecessor favours anyone.
 * Source: E. J. Williams, "Experimental designs balanced for the estimation of residual effects of treatments",
 * Australian Journal of Scientific Research A 2 (1949). Labels and rows are shuffled with the plan's generator.
 */
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { shuffled } from './shuffle.js';

/**
 * Orders for successive blocks of one point.
 * @param size targets in a block
 * @param blocks how many orders are wanted; the square is repeated with new labels when it is used up
 * @returns `blocks` permutations of 0 to `size - 1`
 */
export function blockOrders(size: number, blocks: number, random: RandomGenerator): number[][] {
  const orders: number[][] = [];
  while (orders.length < blocks) {
    const labels = shuffled(
      Array.from({ length: size }, (_, index) => index),
      random,
    );
    for (const row of shuffled(williamsSquare(size), random)) {
      orders.push(row.map((place) => labels[place] ?? 0));
    }
  }
  return orders.slice(0, blocks);
}

/** Rows of Williams' design: `size` of them when it is even, twice as many when it is odd. */
function williamsSquare(size: number): number[][] {
  const zigzag = Array.from({ length: size }, (_, place) =>
    place % 2 === 0 ? place / 2 : size - (place + 1) / 2,
  );
  const rows = Array.from({ length: size }, (_, shift) => zigzag.map((value) => (value + shift) % size));
  return size % 2 === 0 ? rows : [...rows, ...rows.map((row) => [...row].reverse())];
}
