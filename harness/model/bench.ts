/** Benches: claims of speed about ourselves. A ratio is always the greater the better. */
import * as z from 'zod';
import { pointSchema } from './point.js';

const claimShape = {
  what: z.string(),
  suite: z.string(),
  point: pointSchema,
  metric: z.string(),
  target: z.string(),
};

/** One of our targets beside a rival, launched in the same blocks. */
export const comparisonSchema = z.object({
  ...claimShape,
  rival: z.string(),
  /**
   * Where the rival is measured, when it is not measured where we are: a target beside itself at another point, or a rival
   * that cannot do ours. The two are then launched in the same passes of the plan.
   */
  rivalPoint: pointSchema.optional(),
  /** The ratio we want to reach. */
  reach: z.number().positive(),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** One of our targets beside a number that it is to keep within. */
export const boundSchema = z.object({
  ...claimShape,
  /** In the unit of the metric. */
  bound: z.number().positive(),
});
export type Bound = z.infer<typeof boundSchema>;

/** What a bench claims of targets. */
export type Claim = Comparison | Bound;

/** One way to build a program beside another; both print one line of JSON. */
export const programComparisonSchema = z.object({
  what: z.string(),
  rival: z.string(),
  command: z.array(z.string()).min(1),
  rivalCommand: z.array(z.string()).min(1),
  /** The number in that line which is compared. */
  field: z.string(),
  better: z.enum(['higher', 'lower']),
  reach: z.number().positive(),
});
export type ProgramComparison = z.infer<typeof programComparisonSchema>;

/** A row that a bench prints. */
export const benchRowSchema = z.object({
  what: z.string(),
  rival: z.string(),
  /** How many times better than the rival; null when the rival is missing or there is no number to judge by. */
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

/** A bench is a list of claims about targets, or a function of its own. Those of the same name are one bench. */
export interface Bench {
  readonly name: string;
  readonly summary: string;
  readonly comparisons?: readonly Claim[];
  readonly programs?: readonly ProgramComparison[];
  /** Measures something that is not a target; progress goes to `say`. */
  measure?(say: (line: string) => void): Promise<BenchRow[]> | BenchRow[];
}
