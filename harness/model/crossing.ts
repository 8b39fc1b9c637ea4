/** Crossings: where the curves of two targets over a factor change sides. */
import * as z from 'zod';
import { metricSchema } from './metric.js';
import { pointSchema } from './point.js';

/** What can be said of two curves. */
export const crossingVerdicts = {
  crosses: 'they cross: each side is better somewhere, beyond doubt',
  'within-noise': 'the estimates cross, but on one side of that nobody is better beyond doubt',
  outside: 'they do not cross where they were measured: if they do at all, then outside of it',
} as const;
export type CrossingVerdict = keyof typeof crossingVerdicts;

/** One crossing of the curves of a and b, or the word that there is none. */
export const crossingSchema = z.object({
  suite: z.string(),
  metric: metricSchema.shape.name,
  a: z.string(),
  b: z.string(),
  factor: z.string(),
  /** The other factors, which are held. */
  fixed: pointSchema,
  /** Whether the place is interpolated on a logarithmic axis. */
  logarithmic: z.boolean(),
  /** Least and greatest value of the factor at which both were measured, and how many there are. */
  from: z.number(),
  to: z.number(),
  points: z.int().positive(),
  /** Values of the factor at which both were measured, but marks leave no number, or the better one is not called so. */
  leftOut: z.array(z.number()),
  verdict: z.enum(Object.keys(crossingVerdicts) as [CrossingVerdict, ...CrossingVerdict[]]),
  /** The better one below the crossing; of curves that do not cross, all along. Null where they are equal. */
  betterBelow: z.string().nullable(),
  /** Where it is; null where there is none. */
  at: z.number().nullable(),
  /** Its interval, 95 % or more. An end that is null lies outside of what was measured. */
  lo: z.number().nullable(),
  hi: z.number().nullable(),
});
export type Crossing = z.infer<typeof crossingSchema>;
