/** Runs: an executed plan on one host. `run.json` holds all of it but the launches. */
import * as z from 'zod';
import { environmentSchema } from './environment.js';
import { planSchema } from './plan.js';
import { suiteDeclarationSchema } from './suite.js';
import { targetSchema } from './target.js';

/** Raised when a reader of the former shape would misread the new one. */
export const runSchemaVersion = 1;

/** A target that could not be planned, with the reason and the command that mends it. */
export const unavailableTargetSchema = z.object({
  target: z.string(),
  /** The suite it cannot run; null when it can run none here. */
  suite: z.string().nullable(),
  reason: z.string(),
  remedy: z.string().nullable(),
});
export type UnavailableTarget = z.infer<typeof unavailableTargetSchema>;

/** Who loads the servers of a suite: part of what makes results comparable. */
export const runGeneratorSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** Requests per second it reached against a trivial server here, before the run; null where that was not measured. */
  ceiling: z.number().positive().nullable(),
});
export type RunGenerator = z.infer<typeof runGeneratorSchema>;

export const runSchema = z.object({
  schema: z.literal(runSchemaVersion),
  id: z.string(),
  startedAt: z.iso.datetime(),
  /** The host it was measured on, as the user calls it. */
  host: z.string(),
  plan: planSchema,
  environment: environmentSchema,
  /** Declarations as they were when the run was planned: a run explains itself. */
  suites: z.array(suiteDeclarationSchema),
  targets: z.array(targetSchema),
  unavailable: z.array(unavailableTargetSchema),
  /** By suite, for those whose targets are servers. */
  generators: z.record(z.string(), runGeneratorSchema).default({}),
});
export type Run = z.infer<typeof runSchema>;
