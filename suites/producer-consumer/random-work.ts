/** What is random in the workload. Imports nothing, so that thousands of worker threads can load it. */

/**
 * The consumer's work on one item: uniformly many steps, 0 to `bound - 1`, of a linear congruential generator
 * (Numerical Recipes: a = 1664525, c = 1013904223, modulo 2^32), each of which needs the one before it. Every target, in
 * every language, does these very steps.
 * @param state the consumer's generator
 * @returns the next state: keep it, so that no compiler can leave the work out
 */
export function spin(state: number, bound: number): number {
  let next = step(state);
  // The high bits choose the number of steps: the low bits of such a generator repeat after a few draws.
  // `| 0` rounds down and keeps the loop on whole numbers: with Math.floor V8 counts in floating point, 10 ns more an item.
  let left = (((next >>> 16) * bound) / 65_536) | 0;
  while (left-- > 0) next = step(next);
  return next;
}

function step(state: number): number {
  return (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
}

/** The numbers 0 to `count - 1` in an order drawn from `seed`: threads are created and woken in it, never in address order. */
export function shuffledIndices(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  let state = seed | 0;
  for (let last = count - 1; last > 0; last--) {
    state = step(state);
    const chosen = Math.floor(((state >>> 0) / 4_294_967_296) * (last + 1));
    const kept = order[last] ?? 0;
    order[last] = order[chosen] ?? 0;
    order[chosen] = kept;
  }
  return order;
}
