/** Benches: claims of speed about ourselves. A ratio is always the greater the better. */
import * as z from 'zod';
import { pointSchema } from './point.js';

/** One of our targets beside a rival, launched in the same blocks. */
export const comparisonSchema = z.object({
  what: z.string(),
  suite: z.string(),
  point: pointSchema,
  metric: z.string(),
  target: z.string(),
  rival: z.string(),
  /** The ratio we want to reach. */
  reach: z.number().positive(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** A row that a bench prints. */
export const benchRowSchema = z.object({
  what: z.string(),
  rival: z.string(),
  /** How many times better than the rival; null when the rival is missing or nothing could be measured. */
  ratio: z.number().nullable(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  reach: z.number(),
  /** Whether the ratio is at least what we want to reach; null without a ratio. */
  met: z.boolean().nullable(),
  /** Launches or repetitions behind it, marks, or the command that installs a missing rival. */
  note: z.string(),
});
export type BenchRow = z.infer<typeof benchRowSchema>;

/** A bench is a list of comparisons of targets, or a function of its own. */
export interface Bench {
  readonly name: string;
  readonly summary: string;
  readonly comparisons?: readonly Comparison[];
  /** Measures something that is not a target; progress goes to `say`. */
  measure?(say: (line: string) => void): Promise<BenchRow[]> | BenchRow[];
}
