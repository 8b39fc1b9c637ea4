/** What fio says that it did: its report in JSON, as far as it is of use, and what that comes to. */
import * as z from 'zod';
import type { WindowUsage } from '../../harness/model/protocol.js';

const jobSchema = z.object({
  /** errno; 0 when all went well. */
  error: z.int(),
  /** Milliseconds that it ran, after the warm-up. */
  job_runtime: z.number(),
  /** Of that time, in per cent. */
  usr_cpu: z.number(),
  sys_cpu: z.number(),
  /** Context switches of both kinds. */
  ctx: z.number(),
  read: z.object({ total_ios: z.int(), short_ios: z.int(), runtime: z.number() }),
});

/** Splits what fio left in its file of output: lines of complaints may stand before the report. */
export function partsOf(output: string): { complaints: string; json: string } {
  const start = output.search(/^\{/m);
  if (start < 0) return { complaints: output, json: '' };
  return { complaints: output.slice(0, start), json: output.slice(start) };
}

/** Whether fio complains that it has no such engine, or that the system does not let it set one up. */
export function isRefused(complaints: string): boolean {
  return /func=io_queue_init|not loadable/.test(complaints);
}

export const fioReportSchema = z.object({ jobs: z.array(jobSchema).min(1) });
export type FioReport = z.infer<typeof fioReportSchema>;

/** The reads of all jobs together. */
export interface FioReads {
  /** Those after the warm-up: fio forgets the others. */
  readonly reads: number;
  readonly elapsedMs: number;
  readonly short: number;
  /** Jobs that an error ended. */
  readonly failed: number;
  /** Jobs that read at least one block. */
  readonly progressed: number;
  /** Jobs that came to their end without an error. */
  readonly finished: number;
  readonly usage?: WindowUsage;
}

/**
 * Adds up the jobs. Each begins and ends its window by itself, some milliseconds apart where there are many: the rate is
 * the sum of their rates, and `elapsedMs` the time in which all reads are done at that rate.
 */
export function readsOf({ jobs }: FioReport): FioReads {
  const reads = sum(jobs.map(({ read }) => read.total_ios));
  const rate = sum(jobs.map(({ read }) => (read.runtime > 0 ? read.total_ios / read.runtime : 0)));
  const longest = Math.max(...jobs.map(({ read }) => read.runtime));
  const usage = usageOf(jobs);
  return {
    reads,
    elapsedMs: rate > 0 ? reads / rate : longest,
    short: sum(jobs.map(({ read }) => read.short_ios)),
    failed: jobs.filter(({ error }) => error !== 0).length,
    progressed: jobs.filter(({ read }) => read.total_ios > 0).length,
    finished: jobs.filter(({ error }) => error === 0).length,
    ...(usage !== undefined && { usage }),
  };
}

/** The accounting of a single job: fio has it in whole milliseconds, of which hundreds of jobs would lose hundreds. */
function usageOf(jobs: FioReport['jobs']): WindowUsage | undefined {
  const [only] = jobs;
  if (only === undefined || jobs.length > 1) return undefined;
  const { job_runtime: runtime, usr_cpu: user, sys_cpu: system, ctx } = only;
  return {
    userMs: (user * runtime) / 100,
    systemMs: (system * runtime) / 100,
    // It gives the sum of both kinds.
    voluntarySwitches: ctx,
    involuntarySwitches: 0,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
