/** Plain commands of the user's own, which do not speak the protocol: run again and again, and measured from outside. */
import * as z from 'zod';
import { metricSchema } from './metric.js';

/** A number in what a command prints. */
const printedNumberSchema = z.strictObject({
  /** The metric that it becomes. */
  name: metricSchema.shape.name,
  /** What a person reads; the name when not given. */
  title: z.string().min(1).optional(),
  unit: metricSchema.shape.unit,
  better: metricSchema.shape.better,
  /** Its last match in the output counts: the first group of it, or the whole where there is none. */
  pattern: z
    .union([z.string().min(1), z.instanceof(RegExp)])
    .refine(isPattern, 'is no regular expression')
    .transform((pattern) =>
      typeof pattern === 'string'
        ? { source: pattern, flags: 'm' }
        : { source: pattern.source, flags: pattern.flags },
    ),
});

function isPattern(pattern: string | RegExp): boolean {
  try {
    return new RegExp(pattern).source !== '';
  } catch {
    return false;
  }
}

/** One entry of `commands` in `tutti.config.ts`. */
export const userCommandSchema = z.strictObject({
  /** The target that it becomes. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  /** What a person reads; the name when not given. */
  title: z.string().min(1).optional(),
  /** A line for the shell, or a program with its words, which starts without one. */
  command: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  /** Numbers that it prints, besides the time and memory it takes. */
  measures: z.array(printedNumberSchema).default([]),
  /** Longest time, in milliseconds, that all its runs of one launch may take together beyond warm-up and window. */
  longestMs: z.number().positive().default(60_000),
});
export type UserCommand = z.infer<typeof userCommandSchema>;
