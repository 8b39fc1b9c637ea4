/**
 * Qualifications: what is known of a machine's own noise, from targets compared with themselves. One file an environment,
 * kept with the results; `compare` and `check` read their noise floors from it.
 */
import * as z from 'zod';
import { pointSchema } from './point.js';

export const qualificationSchemaVersion = 1;

/** One target compared with a second copy of itself, side by side in the same blocks (A/A): any difference is noise. */
export const controlSchema = z.object({
  at: z.iso.datetime(),
  /** The run, or the check, that it comes from. */
  run: z.string(),
  suite: z.string(),
  target: z.string(),
  point: pointSchema,
  metric: z.string(),
  /** Blocks. */
  n: z.int().positive(),
  /** Logarithm of how many times better the second is than the first, and its interval; null below 6 blocks. */
  logRatio: z.number(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  /** Two-sided p value of "the two are the same" (sign-flip test). */
  p: z.number().nullable().optional(),
});
export type Control = z.infer<typeof controlSchema>;

/** One target compared with itself slowed down by a known share: it is the second, and should be the worse. */
export const injectionSchema = z.object({
  ...controlSchema.shape,
  /** The share that was asked for: 0.05 is 5 %. */
  wanted: z.number().positive(),
  /** The share that the delay loop really took, by the target's own account. */
  injected: z.number().nonnegative(),
  /** Whether the rule of the gate called it a regression. */
  caught: z.boolean(),
});
export type Injection = z.infer<typeof injectionSchema>;

export const qualificationSchema = z.object({
  schema: z.literal(qualificationSchemaVersion),
  /** The environment it holds for, by name (`machineFingerprint`), and the hash that its file is named after. */
  fingerprint: z.record(z.string(), z.string()),
  controls: z.array(controlSchema),
  injections: z.array(injectionSchema),
});
export type Qualification = z.infer<typeof qualificationSchema>;

/** A noise floor as a share. */
export interface Floor {
  readonly floor: number;
  /** True when enough controls of this machine are behind it; false for the usual assumption. */
  readonly measured: boolean;
  readonly controls: number;
}
