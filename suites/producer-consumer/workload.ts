/** The parts of the workload that every JavaScript target shares: its parameters and the consumer's random work. */
import * as z from 'zod';
import type { Point } from '../../harness/model/point.js';

export { shuffledIndices, spin } from './random-work.js';

/** The factors of a point, checked. */
export const workloadSchema = z.object({
  /** Number of producers, and of consumers. */
  pairs: z.int().positive(),
  /** Items that fit into the buffer. */
  capacity: z.int().positive(),
  /** Bound of the steps of random work on an item; 0 for none. */
  spin: z.int().nonnegative(),
});
export type Workload = z.infer<typeof workloadSchema>;

export function workloadOf(point: Point): Workload {
  return workloadSchema.parse(point);
}
