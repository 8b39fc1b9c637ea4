/**
 * The target protocol, version 1. A launch starts a target's command with one line of JSON on its standard input, the
 * launch specification; the target answers with newline-delimited JSON on its standard output.
 */
import * as z from 'zod';
import { loadReportSchema } from './load.js';
import { pointSchema } from './point.js';

export const protocolVersion = 1;

/** Where a server listens. */
export const addressSchema = z.object({ host: z.string(), port: z.int().min(1).max(65535) });
export type Address = z.infer<typeof addressSchema>;

/** The one line a target, or a load generator, reads from its standard input. */
export const launchSpecificationSchema = z.object({
  protocol: z.literal(protocolVersion),
  /** Identity of the launch within its run. */
  launch: z.string(),
  /** A word to echo in `ready`, so that an answer of some other process is not taken for the target's. */
  nonce: z.string(),
  suite: z.string(),
  point: pointSchema,
  /** Milliseconds of warm-up before the measured window. */
  warmupMs: z.number().nonnegative(),
  /** Milliseconds of the measured window. */
  measureMs: z.number().positive(),
  /** Milliseconds of one interval of the window. */
  intervalMs: z.number().positive(),
  /** Milliseconds, from its start, within which the target must say `ready` or `unsupported`. */
  readyMs: z.number().positive(),
  /** Seed of everything random inside the launch. */
  seed: z.int().nonnegative(),
  /** CPUs that the target may use; the executor has pinned it to them where `pinned` in the launch record says so. */
  cpus: z.array(z.int().nonnegative()),
  /** A scratch folder that is removed after the launch. */
  dir: z.string(),
  /** The folder of the files that the suite needs at this point, which are made before the run and only read. */
  materials: z.string().optional(),
  /** For targets that declare `slowable`: spend this share of the work's own time in a delay loop beside it (0.05: 5 %). */
  slowdown: z.number().nonnegative().optional(),
  /** The server to load: for load generators. */
  server: addressSchema.optional(),
});
export type LaunchSpecification = z.infer<typeof launchSpecificationSchema>;

/** The target is set up (threads created, port bound) and is about to warm up. Servers add host and port. */
export const readyMessageSchema = z.object({
  type: z.literal('ready'),
  nonce: z.string(),
  host: addressSchema.shape.host.optional(),
  port: addressSchema.shape.port.optional(),
});

/** A load generator says that its measured window begins, or ends, now. */
export const windowOpenMessageSchema = z.object({ type: z.literal('window') });
export const windowEndMessageSchema = z.object({ type: z.literal('window-end') });

/** One slice of the measured window. May be sent as it ends, or all together after the window (which disturbs less). */
export const intervalMessageSchema = z.object({
  type: z.literal('interval'),
  /** Milliseconds from the start of the measured window to the end of this slice. */
  elapsedMs: z.number().nonnegative(),
  /** Units of work done in this slice. */
  work: z.number().nonnegative(),
});

/** The kernel's accounting (getrusage) of the target's own process between the two ends of the measured window. */
export const windowUsageSchema = z.object({
  userMs: z.number().nonnegative(),
  systemMs: z.number().nonnegative(),
  voluntarySwitches: z.number().nonnegative(),
  involuntarySwitches: z.number().nonnegative(),
});
export type WindowUsage = z.infer<typeof windowUsageSchema>;

/** The end of a measurement. */
export const resultMessageSchema = z.object({
  type: z.literal('result'),
  /** Milliseconds the measured window really took. */
  elapsedMs: z.number().positive(),
  /** Units of work done in the measured window. */
  work: z.number().nonnegative(),
  /** Values of the suite's metrics whose source is `target`. The unit must be the declared one. */
  metrics: z.record(z.string(), z.object({ value: z.number(), unit: z.string() })).default({}),
  /** Counters from which the suite verifies the work. */
  verification: z.record(z.string(), z.number()).default({}),
  /** What the target really ran on, where that was decided on the way, such as how its blocking calls waited. */
  facts: z.record(z.string(), z.string()).optional(),
  usage: windowUsageSchema.optional(),
  /** What only a load generator reports, and always does. */
  load: loadReportSchema.optional(),
});
export type ResultMessage = z.infer<typeof resultMessageSchema>;

/** The target cannot do this suite at this point on this machine: a result, not a failure. */
export const unsupportedMessageSchema = z.object({
  type: z.literal('unsupported'),
  reason: z.string().min(1),
});

/** The target failed and knows why. */
export const errorMessageSchema = z.object({
  type: z.literal('error'),
  code: z.string(),
  message: z.string(),
});

/** Everything a target can say. */
export const targetMessageSchema = z.discriminatedUnion('type', [
  readyMessageSchema,
  windowOpenMessageSchema,
  windowEndMessageSchema,
  intervalMessageSchema,
  resultMessageSchema,
  unsupportedMessageSchema,
  errorMessageSchema,
]);
export type TargetMessage = z.infer<typeof targetMessageSchema>;

/**
 * What the harness tells a server after its specification. `window`: the measured window of the load begins now; note
 * counters and usage. `window-end`: it is over; note them again, and serve on, since clients end what they have begun.
 * `stop`: answer with the `result` of what lies between the two, and end.
 */
export const serverOrderSchema = z.discriminatedUnion('type', [
  windowOpenMessageSchema,
  windowEndMessageSchema,
  z.object({ type: z.literal('stop') }),
]);
export type ServerOrder = z.infer<typeof serverOrderSchema>;
