/** Tiers: what is said of many targets at one point instead of ranks. */
import * as z from 'zod';
import { metricSchema } from './metric.js';
import { pointSchema } from './point.js';
import { validityCodeSchema } from './validity.js';

/** One target in a table of tiers. */
export const standingSchema = z.object({
  target: z.string(),
  /** From 1, the best; null for a target that is not ranked. */
  tier: z.int().positive().nullable(),
  /** Between these ranks (from 1) it lies with 95 % confidence; null where it is not ranked. */
  bestRank: z.int().positive().nullable(),
  worstRank: z.int().positive().nullable(),
  /** Ranked targets that are better, and those that are worse, beyond doubt and beyond the margin. */
  beatenBy: z.int().nonnegative(),
  beats: z.int().nonnegative(),
  n: z.int().nonnegative(),
  /** Median over launches and its interval, in the unit of the metric. */
  median: z.number().nullable(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  validity: z.array(validityCodeSchema),
  /** Why it is not ranked; else empty. */
  reason: z.string(),
});
export type Standing = z.infer<typeof standingSchema>;

/** All targets of one point, by one metric. Ranked ones first, the best median first. */
export const tierTableSchema = z.object({
  suite: z.string(),
  point: pointSchema,
  metric: metricSchema.shape.name,
  unit: metricSchema.shape.unit,
  better: metricSchema.shape.better,
  floor: z.number(),
  floorMeasured: z.boolean(),
  standings: z.array(standingSchema),
  /** Blocks that all pairs of ranked targets had at least. */
  blocks: z.int().nonnegative(),
  /** Blocks that it takes at least to tell any two of so many targets apart. */
  blocksNeeded: z.int().nonnegative(),
  /** Targets so close to the best one that a common limit is likelier than a common merit; null when there is no such crowd. */
  plateau: z
    .object({ targets: z.array(z.string()), runtimes: z.array(z.string()), within: z.number() })
    .nullable(),
});
export type TierTable = z.infer<typeof tierTableSchema>;
