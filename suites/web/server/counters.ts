/**
 * What a server counts, over its whole life. An answer is counted before it is sent, so that nobody who has it finds it
 * uncounted.
 */
export interface Counters {
  /** Requests answered with 200. */
  requests: number;
  /** Bytes of the bodies sent with them. */
  bytes: number;
  /** Connections accepted. */
  connections: number;
}

export function newCounters(): Counters {
  return { requests: 0, bytes: 0, connections: 0 };
}
