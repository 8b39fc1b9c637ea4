/** The package has no types of its own: what the adapter uses of it. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    readonly requests: readonly { readonly path: string }[];
    /** Requests per second of all connections together. */
    readonly overallRate?: number;
    /** Seconds. */
    readonly timeout?: number;
    /** Called for every connection before it is used. */
    readonly setupClient?: (client: Client) => void;
  }

  interface Client extends EventEmitter {
    setRequests(requests: Options['requests']): void;
  }

  interface Result {
    /** Milliseconds, by name: `p50`, `p99`. */
    readonly latency: Readonly<Record<string, number>>;
    readonly requests: { readonly sent: number };
  }

  interface Instance extends EventEmitter {
    stop(): void;
  }

  export default function autocannon(
    options: Options,
    done: (error: Error | null, result: Result) => void,
  ): Instance;
}
