/** What `tutti qualify --simulate` finds: how often the gate is wrong, and how much it sees, on a machine of known noise. */
import * as z from 'zod';

/** So many of so many, with its exact interval. */
export const shareSchema = z.object({
  count: z.int().nonnegative(),
  of: z.int().positive(),
  share: z.number(),
  lo: z.number(),
  hi: z.number(),
});
export type Share = z.infer<typeof shareSchema>;

/** Many checks of one kind. */
export const simulatedJobsSchema = z.object({
  /** In words. */
  what: z.string(),
  /** The share by which head takes longer, at one cell of each check; 0 where nothing was changed. */
  effect: z.number().nonnegative(),
  /** Standard deviation of what one build gains or loses for a session, as a share. */
  build: z.number().nonnegative(),
  /** Margin of every cell, and noise floor: the usual assumption, or measured on this very machine by A/A. */
  margin: z.number().positive(),
  floor: z.number().positive(),
  floorMeasured: z.boolean(),
  jobs: z.int().positive(),
  /** Checks that called a regression at a cell where nothing was changed. */
  falseAlarms: shareSchema,
  /** Checks that called an improvement anywhere: there never is one. */
  falseImprovements: shareSchema,
  /** Checks that called the regression that there was; null where there was none. */
  power: shareSchema.nullable(),
  /** Checks that an alarm declared unstable. */
  unstable: shareSchema,
  /** Launches of a check, on average: what it costs. */
  launches: z.number(),
});
export type SimulatedJobs = z.infer<typeof simulatedJobsSchema>;

export const simulationSchemaVersion = 1;

export const gateSimulationSchema = z.object({
  schema: z.literal(simulationSchemaVersion),
  seed: z.int().nonnegative(),
  /** Gated cells of a check. */
  cells: z.int().positive(),
  blocks: z.object({ screen: z.int(), confirm: z.int() }),
  noise: z.object({ drift: z.number(), launch: z.number(), spikes: z.number(), spikeMean: z.number() }),
  scenarios: z.array(simulatedJobsSchema),
});
export type GateSimulation = z.infer<typeof gateSimulationSchema>;
