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

const adapter = (name: string): string[] => [process.execPath, built(`./adapters/${name}.js`)];
/** wrk as fast as it can be: with one path, for which it runs no script. */
export const fastestWrk = [...adapter('wrk'), '--one-path'];

/** Adapters have our generator draw the files. */
const drawn: Generator['needs'] = [{ type: 'build', build: 'harness/load/sessions' }];

/** What programs can do that only ask again and again. */
const simple: LoadGenerator['can'] = {
  openLoop: false,
  pauses: false,
  reconnects: false,
  verifies: 'status',
  latency: false,
};

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
  {
    name: 'autocannon',
    title: 'autocannon',
    summary:
      'The usual generator of the Node world, in one thread: throughput of a closed loop only; it checks no body, and is itself the limit before most servers are.',
    command: adapter('autocannon'),
    needs: drawn,
    version: [process.execPath, '-p', "'autocannon ' + require('autocannon/package.json').version"],
    can: simple,
    ownRates: [...adapter('autocannon'), '--own-rates'],
  },
  {
    name: 'wrk',
    title: 'wrk',
    summary:
      'The usual generator for throughput, in C, in one thread: a closed loop on connections that stay; it checks no body.',
    command: adapter('wrk'),
    needs: [...drawn, { type: 'command', command: 'wrk', remedy: 'apt-get install wrk' }],
    version: ['sh', '-c', 'wrk -v | head -1'],
    can: simple,
  },
  {
    name: 'h2load',
    title: 'h2load',
    summary:
      "nghttp2's generator, in C++, in one thread, over HTTP/1.1: a closed loop on connections that stay; it checks no body.",
    command: adapter('h2load'),
    needs: [...drawn, { type: 'command', command: 'h2load', remedy: 'apt-get install nghttp2-client' }],
    version: ['h2load', '--version'],
    can: simple,
  },
];
