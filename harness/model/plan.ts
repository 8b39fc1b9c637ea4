/** Plans: the seeded, ordered list of all launches of a run, written down before the first one starts. */
import * as z from 'zod';
import { pointKey, pointSchema } from './point.js';
import { profileNameSchema } from './profile.js';

/** One planned launch. Its place in the list is its place in time. */
export const plannedLaunchSchema = z.object({
  /** Identity within the run: its place in the plan, from 1, padded: `00017`. */
  id: z.string(),
  /** Block of its point, from 1: one randomised pass in which every target of the point is launched once. */
  block: z.int().positive(),
  /** Place within the block, from 1. */
  position: z.int().positive(),
  suite: z.string(),
  target: z.string(),
  point: pointSchema,
  seed: z.int().nonnegative(),
});
export type PlannedLaunch = z.infer<typeof plannedLaunchSchema>;

/** The identity of a block: a point of a suite, and which pass over it. */
export function blockKey({ suite, point, block }: Pick<PlannedLaunch, 'suite' | 'point' | 'block'>): string {
  return `${suite}|${pointKey(point)}|${block}`;
}

/** Durations that every launch of a plan is given, in milliseconds. */
export const timingSchema = z.object({
  warmupMs: z.number().nonnegative(),
  measureMs: z.number().positive(),
  intervalMs: z.number().positive(),
  readyMs: z.number().positive(),
});
export type Timing = z.infer<typeof timingSchema>;

export const planSchema = z.object({
  profile: profileNameSchema,
  seed: z.int().nonnegative(),
  timing: timingSchema,
  launches: z.array(plannedLaunchSchema),
});
export type Plan = z.infer<typeof planSchema>;
