/** Seeded noise for the simulations in tests. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { normal } from '../normal.js';

export { normal };

/** A series of standard normal values, each of which keeps the share `rho` of the one before it: an AR(1) process. */
export function autoregressive(random: RandomGenerator, length: number, rho: number): number[] {
  let last = normal(random);
  return Array.from({ length }, (_, index) => {
    if (index > 0) last = rho * last + Math.sqrt(1 - rho ** 2) * normal(random);
    return last;
  });
}

/**
 * Values as launches have them: skewed noise of 3 %, and a spike on one in twenty, exponential with a mean of 15 %. Their
 * median is that of `exp(0.03 z) (1 + spike)`.
 */
export function spiky(random: RandomGenerator, length: number): number[] {
  return Array.from({ length }, () => {
    const spike = uniformFloat64(random) < 0.05 ? -0.15 * Math.log(1 - uniformFloat64(random)) : 0;
    return Math.exp(0.03 * normal(random)) * (1 + spike);
  });
}
