/** What the addon (`addon.cc`) exports. */
import { createRequire } from 'node:module';
import type { Workload } from '../../suites/producer-consumer/workload.js';

/** The thread packages that the workloads are compiled for. */
export const packageNames = ['user-level', 'posix'] as const;
export type PackageName = (typeof packageNames)[number];

/** What a run came to. The counters are those of suites/producer-consumer/verify.ts. */
export interface RunOutcome {
  produced: number;
  consumed: number;
  buffered: number;
  threads: number;
  progressed: number;
  finished: number;
  /** Switches between user-level threads, from the first item to the last; 0 where the kernel switches. */
  switches: number;
  /** Mean time to create one thread, in microseconds. */
  createMicroseconds: number;
}

/** A run of the workload on a kernel thread of its own. */
export interface Run {
  /** Waits until all threads are created. Gives why they could not be, if so; the run is over then. */
  created(): Promise<string | null>;
  /** Lets the threads go. */
  begin(): void;
  /** Items consumed so far. */
  consumed(): number;
  /** Tells the threads to stop and waits for them. */
  finish(): Promise<RunOutcome>;
}

/** A run, as the addon hands it out. */
type Handle = object;

interface Addon {
  create(name: PackageName, pairs: number, capacity: number, spin: number, seed: number): Handle;
  created(handle: Handle): Promise<string | null>;
  begin(handle: Handle): void;
  consumed(handle: Handle): number;
  finish(handle: Handle): Promise<RunOutcome>;
}

/** Starts to create the threads of a run. Throws when the addon is not built. */
export function createRun(name: PackageName, { pairs, capacity, spin }: Workload, seed: number): Run {
  const addon = createRequire(import.meta.url)('./tutti.node') as Addon;
  const handle = addon.create(name, pairs, capacity, spin, seed);
  return {
    created: () => addon.created(handle),
    begin: () => addon.begin(handle),
    consumed: () => addon.consumed(handle),
    finish: () => addon.finish(handle),
  };
}
