/** Load: what a load generator did to a server, and from which it is judged whether its numbers can be believed. */
import * as z from 'zod';

/** Requests that came to a wrong end, in the whole launch. */
export const loadFailuresSchema = z.object({
  /** Another status than the one expected. */
  status: z.int().nonnegative(),
  /** A body that is shorter or longer than the file. */
  length: z.int().nonnegative(),
  /** A body of the right length with other bytes than the file. */
  content: z.int().nonnegative(),
  /** Connections that the server reset or closed in the middle of an exchange. */
  reset: z.int().nonnegative(),
  /** Responses that did not come within the generator's patience. */
  timeout: z.int().nonnegative(),
  /** Connections that were refused, or could not be made. */
  connect: z.int().nonnegative(),
});
export type LoadFailures = z.infer<typeof loadFailuresSchema>;

/** The generator's account of itself. What a generator cannot know is null. */
export const loadReportSchema = z.object({
  clients: z.int().positive(),
  /** CPU time that the generator used in the measured window, as a share of one CPU. */
  cpuShare: z.number().nonnegative(),
  /** Requests per second that an open loop was asked for; null for a closed loop. */
  wantedRate: z.number().positive().nullable(),
  /** Requests per second answered in the measured window. */
  achievedRate: z.number().nonnegative(),
  /**
   * Microseconds that all clients together spent in connects, responses and pauses that ended in the window. By Little's
   * law it is the number of clients times the length of the window.
   */
  clientTimeUs: z.number().nonnegative().nullable(),
  /** Requests sent, and responses received, in the whole launch. */
  requests: z.int().nonnegative(),
  responses: z.int().nonnegative(),
  /** Bytes of response bodies, and connections opened, in the window. */
  bytes: z.int().nonnegative(),
  connections: z.int().nonnegative().nullable(),
  failures: loadFailuresSchema,
});
export type LoadReport = z.infer<typeof loadReportSchema>;

/** Requests that came to a wrong end, of whatever kind, as a share of those sent. */
export function failedShare({ requests, failures }: LoadReport): number {
  const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
  return failed === 0 ? 0 : Math.min(1, failed / Math.max(1, requests));
}
