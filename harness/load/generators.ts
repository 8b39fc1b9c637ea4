/** The load generators of the house: the programs that put a suite's load on its servers. */
import { fileURLToPath } from 'node:url';
import type { Generator } from '../model/generator.js';

/** A generator with what it says of itself; `tutti generators check` finds out whether it is so. */
export interface LoadGenerator extends Generator {
  readonly can: {
    /** Keeps a requested rate, and counts response times from when a request was due. */
    readonly openLoop: boolean;
    /** Pauses between the requests of a connection. */
    readonly pauses: boolean;
    /** Connections of a given number of requests. */
    readonly reconnects: boolean;
    /** What it checks of a response. */
    readonly verifies: string;
    /** Reports response times. */
    readonly latency: boolean;
  };
  /** The command that makes it keep rates in a way of its own, which no suite uses. */
  readonly ownRates?: readonly string[];
}

/** A program that is built, from where this file is built. */
const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const generators: readonly LoadGenerator[] = [
  {
    name: 'sessions',
    title: 'sessions, on our user-level threads',
    summary:
      'Our own: a user-level thread a client, closed and open loop, pauses, reconnects; verifies every byte, and says when it was itself the limit.',
    command: [built('./sessions/sessions')],
    needs: [{ type: 'build', build: 'harness/load/sessions' }],
    version: [built('./sessions/sessions'), '--version'],
    can: {
      openLoop: true,
      pauses: true,
      reconnects: true,
      verifies: 'status, length, every byte',
      latency: true,
    },
  },
];
