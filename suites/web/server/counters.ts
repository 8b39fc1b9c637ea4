import type { Slowdown } from '../../../harness/authoring/index.js';

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

/** A reading of the CPU time takes about a microsecond: so many answers share one. */
const answersPerStep = 16;

/**
 * The same for a server that is slowed down on purpose: the delay loop runs where an answer is counted, between its request
 * and its sending, whatever the server is made of. A server that is not slowed down has plain fields, and no way here.
 */
export function slowedCounters(slowdown: Slowdown): Counters {
  let requests = 0;
  return {
    get requests() {
      return requests;
    },
    set requests(count) {
      requests = count;
      if (requests % answersPerStep === 0) slowdown.step();
    },
    bytes: 0,
    connections: 0,
  };
}
