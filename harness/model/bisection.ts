/** Bisections: two revisions measured again side by side, and the search for the commit between them. */
import * as z from 'zod';
import { metricSchema } from './metric.js';
import { pointSchema } from './point.js';

/** Every state of a bisection, in words. */
export const bisectionOutcomes = {
  'not-confirmed': 'side by side, the two ends do not differ by more than the noise floor',
  confirmed: 'side by side, the two ends differ; no commit was searched',
  found: 'one commit made the difference',
  range: 'one of several commits made the difference; the others could not be told apart',
  'broken-off': 'it has not come to its end',
} as const;
type BisectionOutcome = keyof typeof bisectionOutcomes;

const commitSchema = z.object({ commit: z.string(), subject: z.string() });
export type NamedCommit = z.infer<typeof commitSchema>;

/** A commit against an older one, launched in the same blocks. Numbers that do not exist are null. */
export const sideBySideSchema = z.object({
  /** What it is compared with. */
  against: z.string(),
  /** Folders of the runs, below that of the bisection. */
  runs: z.array(z.string()),
  /** Blocks in which both were measured. */
  n: z.int().nonnegative(),
  /** How many times better the newer one is: below 1, it is worse. */
  ratio: z.number().nullable(),
  /** Exact interval, 95 % or more; null below 6 blocks. */
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  /** Two-sided, exact sign-flip test. */
  p: z.number().nullable(),
});
export type SideBySide = z.infer<typeof sideBySideSchema>;

/** One question of the search. */
export const bisectionStepSchema = z.object({
  ...commitSchema.shape,
  likeness: z.enum(['old', 'new', 'untestable', 'undecided']),
  /** Why it is untestable or undecided; else empty. */
  reason: z.string(),
  /** Against the old end; null when nothing could be measured. */
  measured: sideBySideSchema.nullable(),
});
export type BisectionStep = z.infer<typeof bisectionStepSchema>;

/** `bisection.json`, written anew after every step; and what `tutti history --bisect --json` prints. */
export const bisectionSchema = z.object({
  schema: z.literal(1),
  at: z.iso.datetime(),
  suite: z.string(),
  target: z.string(),
  point: pointSchema,
  metric: metricSchema.shape.name,
  unit: metricSchema.shape.unit,
  better: metricSchema.shape.better,
  /** Noise floor as a share, below which differences are none. */
  floor: z.number(),
  old: commitSchema,
  new: commitSchema,
  /** The new end against the old one. */
  ends: sideBySideSchema.nullable(),
  steps: z.array(bisectionStepSchema),
  outcome: z.enum(Object.keys(bisectionOutcomes) as [BisectionOutcome, ...BisectionOutcome[]]),
  /** Commits of which one made the difference, the oldest first; empty as long as nothing was searched. */
  suspects: z.array(commitSchema),
  /** The last suspect against the commit before the first one: what they are to blame for. */
  blame: sideBySideSchema.nullable(),
});
export type Bisection = z.infer<typeof bisectionSchema>;
