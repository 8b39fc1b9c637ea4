/** How much of each primitive is done at a time, for every JavaScript target alike. */
import * as z from 'zod';
import type { Point } from '../../harness/model/point.js';

export { sleepTimes } from './sleep-times.js';

/** Number of threads, from a point of the suite. */
export function threadsOf(point: Point): number {
  return z.object({ threads: z.int().min(2) }).parse(point).threads;
}

/** Turns of each thread in one call: some hundred thousand in all, and enough of each for its start and end to fade. */
export function turnsEachOf(threads: number): number {
  return Math.min(5_000, Math.max(4, Math.ceil(400_000 / threads)));
}

/** Threads created in one call: as many as the point has, and never so few that reading the clock would count. */
export function createdAtOnce(threads: number): number {
  return Math.max(256, threads);
}

/** Locks, hand-offs, messages in one call. */
export const operationsAtOnce = 10_000;

/** Where two threads are all it takes, more of them change nothing: measured at two only. */
export function takesTwo(threads: number): boolean {
  return threads === 2;
}

/** Parked threads below which the memory of the rest of the process would be seen rather than theirs. */
export const leastParked = 10_000;

/** Sleeps of each sleeper in one call. */
export function sleepsEachOf(threads: number): number {
  return Math.max(1, Math.ceil(100 / threads));
}
