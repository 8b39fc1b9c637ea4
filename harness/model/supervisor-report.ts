/** What the supervisor (`launch/supervisor/supervise.cc`) writes about the command it ran: one line of JSON on the descriptor it was given. */
import * as z from 'zod';

/** The command ran. All accounting is the kernel's own, of the whole process tree from start to end. */
export const endedReportSchema = z.object({
  /** Exit status of the first process; null when a signal ended it. */
  exitCode: z.int().nullable(),
  /** The signal that ended the first process, such as `SIGKILL`; null when it exited. */
  signal: z.string().nullable(),
  /** From just before the command was started until its first process had ended. */
  wallMs: z.number().nonnegative(),
  userMs: z.number().nonnegative(),
  systemMs: z.number().nonnegative(),
  voluntarySwitches: z.int().nonnegative(),
  involuntarySwitches: z.int().nonnegative(),
  /** Peak resident memory of the largest process of the tree, in bytes. */
  peakMemory: z.int().nonnegative(),
  /** Between the tree and devices. */
  readBytes: z.int().nonnegative(),
  writtenBytes: z.int().nonnegative(),
  /** Descendants that were alive when the first process had ended; they were killed. */
  leftProcesses: z.int().nonnegative(),
  /** The supervisor was told to stop before the first process had ended. */
  killed: z.boolean(),
});

/** The command could not be started; `spawnError` says why in the system's words. */
export const spawnErrorReportSchema = z.object({ spawnError: z.string().min(1) });

export const supervisorReportSchema = z.union([spawnErrorReportSchema, endedReportSchema]);
export type SupervisorReport = z.infer<typeof supervisorReportSchema>;
