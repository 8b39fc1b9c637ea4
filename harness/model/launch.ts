/** Launch records: what one launch came to. One line of `launches.ndjson` each, failures included. */
import * as z from 'zod';
import { loadReportSchema } from './load.js';
import { plannedLaunchSchema } from './plan.js';
import { windowUsageSchema } from './protocol.js';
import { validityCodeSchema } from './validity.js';

/** Every way a launch can fail, in words. */
export const failureReasons = {
  'spawn-failed': 'the command could not be started',
  'exited-early': 'the process ended before it gave a result',
  'exit-status': 'the process gave a result and then ended with an error',
  'ready-deadline': 'the target did not say ready in time',
  'result-deadline': 'the target did not give a result in time',
  'exit-deadline': 'the target gave its result but did not end',
  'stdout-closed': 'the target closed its standard output before it gave a result',
  'not-a-message': 'the target printed something that is not a message of the protocol',
  'half-message': 'the output of the target ended in the middle of a message',
  'output-flood': 'the target printed far more than the protocol needs',
  'wrong-nonce': 'the target echoed another nonce than it was given',
  'bad-result': 'the result is impossible or does not fit the declaration of the suite',
  'target-error': 'the target reported an error',
  'left-processes': 'the target left processes behind',
  'memory-limit': 'the target used more memory than a launch is allowed',
  'port-open': 'the port of the target was still open after it had ended',
} as const;
export type FailureReason = keyof typeof failureReasons;
export const failureReasonSchema = z.enum(Object.keys(failureReasons) as [FailureReason, ...FailureReason[]]);

export const failureSchema = z.object({
  reason: failureReasonSchema,
  /** What exactly happened: exit code, signal, the offending line. */
  detail: z.string(),
  /** The last lines of the target's standard error. */
  log: z.string(),
  /** A shell command that does the same launch again. */
  reproduce: z.string(),
});
export type Failure = z.infer<typeof failureSchema>;

/** The kernel's accounting of the launch's whole process tree, from start to end. */
export const treeUsageSchema = z.object({
  /** `wait4`: exact, by the supervisor. `proc`: read from /proc, last seen values, when there is no supervisor. */
  source: z.enum(['wait4', 'proc']),
  userMs: z.number(),
  systemMs: z.number(),
  voluntarySwitches: z.number().nullable(),
  involuntarySwitches: z.number().nullable(),
  /** Peak resident memory of the largest process of the tree, in bytes. */
  peakMemory: z.number().nullable(),
  /** Bytes read from and written to devices; what the page cache answered is not in them. */
  readBytes: z.number().nullable().default(null),
  writtenBytes: z.number().nullable().default(null),
  /** Most kernel threads seen in the target's first process. */
  threads: z.number().nullable(),
});
export type TreeUsage = z.infer<typeof treeUsageSchema>;

/** What was seen of the machine around a launch: `disturbed` is decided from it. */
export const disturbanceSchema = z.object({
  /** Nanoseconds per step of the spin probe before and after. */
  spinBeforeNs: z.number(),
  spinAfterNs: z.number(),
  /** Share of the CPU time of the machine, during the launch, that the hypervisor gave to others (0 to 1). */
  steal: z.number().nullable(),
  /** CPUs' worth of work done during the launch by processes that are not part of it. */
  foreignCpus: z.number().nullable(),
  /**
   * Share of the launch's time during which the device below the materials was busy for others; null where that is not
   * looked at, or not known.
   */
  foreignIo: z.number().nullable().default(null),
});
export type Disturbance = z.infer<typeof disturbanceSchema>;

/** A launch is disturbed beyond these. */
export const disturbanceLimits = {
  /** Change of the spin probe between before and after, as a share: the clock drifted. */
  clockDrift: 0.05,
  /** Share of the machine's CPU time given to other guests (notes of the field: 1 % is visible in results). */
  steal: 0.01,
  /** CPUs' worth of work done by processes that are neither the launch nor the harness. */
  foreignCpus: 0.1,
  /** Share of the time during which the device was busy for others. */
  foreignIo: 0.05,
} as const;

/** Wall-clock milliseconds of a launch's stages. */
export const launchTimingSchema = z.object({
  /** From the start of the process to `ready`. */
  readyMs: z.number().nullable(),
  /** From the first act of the harness for this launch to its last. */
  totalMs: z.number(),
  /** `totalMs` less warm-up and measured window. */
  overheadMs: z.number(),
});

const shared = {
  ...plannedLaunchSchema.shape,
  /** 1, or more when its block was broken off and run again: the last attempt counts, whole. */
  attempt: z.int().positive(),
  /** Wall-clock time of its start, ISO 8601. */
  startedAt: z.iso.datetime(),
  timing: launchTimingSchema,
  usage: treeUsageSchema.nullable(),
  disturbance: disturbanceSchema.nullable(),
  /** CPUs it was pinned to; null when it was free to use all. */
  pinned: z.array(z.int()).nullable(),
};

/** A launch that gave a result. */
export const measuredLaunchSchema = z.object({
  ...shared,
  outcome: z.literal('measured'),
  elapsedMs: z.number(),
  work: z.number(),
  /** Value of every metric of the suite that this launch could give. */
  metrics: z.record(z.string(), z.number()),
  /** The measured window in slices, column by column: elapsed milliseconds at the end of each, and work done in it. */
  intervals: z.object({ elapsedMs: z.array(z.number()), work: z.array(z.number()) }),
  verification: z.record(z.string(), z.number()),
  /** What the target really ran on, as it says itself. */
  facts: z.record(z.string(), z.string()).optional(),
  windowUsage: windowUsageSchema.nullable(),
  /** Of a server: who loaded it, the CPUs that was pinned to, and its own account. */
  load: loadReportSchema.extend({ generator: z.string(), pinned: z.array(z.int()).nullable() }).optional(),
  validity: z.array(validityCodeSchema),
  /** What verification found, in words. */
  findings: z.array(z.string()),
});
export type MeasuredLaunch = z.infer<typeof measuredLaunchSchema>;

/** A launch whose target said that it cannot do this here: a result. */
export const unsupportedLaunchSchema = z.object({
  ...shared,
  outcome: z.literal('unsupported'),
  reason: z.string(),
  /** The launch of the same cell that gave this answer, when this one was not started because of it. */
  answeredBy: z.string().nullable(),
});

export const failedLaunchSchema = z.object({
  ...shared,
  outcome: z.literal('failed'),
  failure: failureSchema,
});

export const launchRecordSchema = z.discriminatedUnion('outcome', [
  measuredLaunchSchema,
  unsupportedLaunchSchema,
  failedLaunchSchema,
]);
export type LaunchRecord = z.infer<typeof launchRecordSchema>;
