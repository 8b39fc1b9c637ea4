/** The order audit: does it change a number when, where and after whom a launch was done? */
import * as z from 'zod';
import { metricSchema } from './metric.js';

/** What is looked at, in words. */
export const orderEffects = {
  position: 'the last place in a block against the first',
  drift: 'the end of the run against its beginning',
  after: 'launched right after this target against after others',
} as const;
export type OrderEffect = keyof typeof orderEffects;

export const orderEffectSchema = z.object({
  run: z.string(),
  suite: z.string(),
  metric: metricSchema.shape.name,
  effect: z.enum(Object.keys(orderEffects) as [OrderEffect, ...OrderEffect[]]),
  /** Of `after`: the target before; else null. */
  after: z.string().nullable(),
  /** Blocks, or passes over all points, behind it. */
  n: z.int().nonnegative(),
  /** How many times better: 0.97 is 3 % worse. Null when there are no two of them to compare. */
  ratio: z.number().nullable(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  /** Two-sided; of `after`, adjusted over all targets of the suite. */
  p: z.number().nullable(),
  /** Whether it is there beyond doubt and large enough to be mistaken for a difference. */
  matters: z.boolean(),
});
export type OrderEffectRow = z.infer<typeof orderEffectSchema>;

/** As many better as worse: is it the code that was compared, or the machine? */
export const symmetrySchema = z.object({
  rows: z.int().nonnegative(),
  better: z.int().nonnegative(),
  worse: z.int().nonnegative(),
  /** Two-sided sign test of "better is as likely as worse"; null without a row that is either. */
  p: z.number().nullable(),
  alarm: z.boolean(),
});
export type Symmetry = z.infer<typeof symmetrySchema>;

export const auditSchema = z.object({
  order: z.array(orderEffectSchema),
  /** Of two runs; null where two targets are compared, for one may well be better here and worse there. */
  symmetry: symmetrySchema.nullable(),
});
export type Audit = z.infer<typeof auditSchema>;
