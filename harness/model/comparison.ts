/** Comparisons: what is said of two sides that were measured side by side. */
import * as z from 'zod';
import { metricSchema } from './metric.js';
import { pointSchema } from './point.js';
import { validityCodeSchema } from './validity.js';

/** Every verdict on a row, in words. */
export const comparisonVerdicts = {
  faster: 'a is better, and by more than the noise floor',
  slower: 'a is worse, and by more than the noise floor',
  equivalent: 'the whole interval lies within the noise floor',
  inconclusive: 'the interval allows for both, and more launches would tell; or a mark forbids a verdict',
  incomparable: 'the two were not measured under the same conditions',
  failed: 'one of the two has no valid number here',
} as const;
export type ComparisonVerdict = keyof typeof comparisonVerdicts;
export const comparisonVerdictSchema = z.enum(
  Object.keys(comparisonVerdicts) as [ComparisonVerdict, ...ComparisonVerdict[]],
);

/** A hump of a distribution of launches. */
export const modeSchema = z.object({
  /** Median of its launches, in the unit of the metric. */
  median: z.number(),
  /** Share of the launches that are in it. */
  share: z.number(),
});
export type Mode = z.infer<typeof modeSchema>;

/** One point and metric of two sides: the row of `tutti compare --json`. Numbers that do not exist are null. */
export const comparisonRowSchema = z.object({
  suite: z.string(),
  point: pointSchema,
  metric: metricSchema.shape.name,
  unit: metricSchema.shape.unit,
  better: metricSchema.shape.better,
  /** The target, where its numbers in two runs are compared; null where two targets of one run are. */
  target: z.string().nullable(),
  /** The targets, or the runs, that are compared. */
  a: z.string(),
  b: z.string(),
  /** Medians of both, in the unit of the metric. */
  medianA: z.number().nullable(),
  medianB: z.number().nullable(),
  /** Blocks in which both were measured; of two runs, which share none, the launches of the one that has fewer. */
  n: z.int().nonnegative(),
  /** How many times better a is than b: a / b where higher is better, b / a where lower is. */
  ratio: z.number().nullable(),
  /** Its interval, 95 % or more; null where `n` is below 6. */
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  /** Two-sided p value of "the ratio is 1". */
  p: z.number().nullable(),
  /** The same after Benjamini and Hochberg, over all rows of the report that can be judged; else null. */
  q: z.number().nullable(),
  /** Probability that a launch of a is better than one of b, less that of the reverse (Cliff's delta). */
  effect: z.number().nullable(),
  verdict: comparisonVerdictSchema,
  /** The humps of both, where one of them has several: the ratio is not one shift then. Else null. */
  modes: z.object({ a: z.array(modeSchema), b: z.array(modeSchema) }).nullable(),
  /** Why it is `incomparable` or `failed`, has no ratio, or is `inconclusive` for a mark; else empty. */
  reason: z.string(),
  /** Noise floor as a share: differences below it are no differences. */
  floor: z.number(),
  /** Whether the floor was measured on this machine (`tutti qualify`) or is the usual assumption. */
  floorMeasured: z.boolean(),
  /** Least difference, as a share, that this comparison would have called one; null without an interval. */
  mde: z.number().nullable(),
  /** Marks of either side. */
  validity: z.array(validityCodeSchema),
});
export type ComparisonRow = z.infer<typeof comparisonRowSchema>;

/** Something that is not the same in two runs. */
export const differenceSchema = z.object({
  what: z.string(),
  a: z.string(),
  b: z.string(),
  /** The suite it is about; null for all. */
  suite: z.string().nullable(),
  /** Whether numbers on its two sides are incomparable. What one wants to compare, such as the revision, is only listed. */
  matters: z.boolean(),
});
export type Difference = z.infer<typeof differenceSchema>;
