/** What the addon (`addon.cc`) exports. */
import { createRequire } from 'node:module';

/** How a run is made. A package ignores what it has no choice in. */
export interface RunOptions {
  /** Bytes of stack of each thread; without it the package's own default. */
  stackBytes?: number;
  /** Who runs next: `round-robin` or `lifo`. */
  scheduler?: string;
  /** How blocking calls wait: `epoll`, `io_uring` or `pool`. */
  io?: string;
  /** Finds out how deep the stacks are used: `deepestStack` of the facts. User-level threads only. */
  paintStacks?: boolean;
  /** The folder of what the suite needs to be played, such as a file set. */
  materials?: string;
  /** How much is made of what the page cache has of a file: `mapped`, `tried` or `unknown`. User-level threads only. */
  cachedReads?: string;
  /** Keeps the kernel threads of the workload, however many, on one processor. */
  oneProcessor?: boolean;
  /** Slows the workload down on purpose, by this share of its time; only where one kernel thread does the work. */
  slowdown?: number;
}

/** What is to be run. */
export interface RunRequest {
  /** Name of a suite that has a native workload. */
  workload: string;
  /** What it is played on: a thread package, or a program that needs none. */
  package: string;
  /** The numbers of the launch: the factors of its point, and its seed. The workload checks them. */
  parameters: Record<string, number>;
  options: RunOptions;
  /** File of the addon that has the package, when it is not that of the house. */
  addon?: string | undefined;
}

/** What a run came to. */
export interface RunOutcome {
  /** The counters by which the suite verifies the work. */
  counters: Record<string, number>;
  /** The metrics of the suite that only the target knows. */
  metrics: Record<string, { value: number; unit: string }>;
  /** What it really ran on, where that was decided on the way: `io` is how blocking calls waited. */
  facts: Record<string, string>;
}

/** What a server has done so far, and where it listens. */
export interface Served {
  port: number;
  /** Requests answered with success. */
  requests: number;
  /** Bytes of the bodies of these answers. */
  bytes: number;
  /** Connections accepted. */
  connections: number;
}

/** A run of a workload on a kernel thread of its own. */
export interface Run {
  /** Waits until all is created. Gives why it could not be, if so; the run is over then. */
  created(): Promise<string | null>;
  /** Lets the threads go. */
  begin(): void;
  /** Units of work done so far. */
  work(): number;
  /** The same of a workload that is a server. */
  served(): Served;
  /** What it runs on, while it plays. */
  facts(): Record<string, string>;
  /** Tells the workload to stop and waits for it. */
  finish(): Promise<RunOutcome>;
}

/** A run, as the addon hands it out. */
type Handle = object;

interface Addon {
  create(
    workload: string,
    packageName: string,
    parameters: Record<string, number>,
    options: RunOptions,
  ): Handle;
  created(handle: Handle): Promise<string | null>;
  begin(handle: Handle): void;
  work(handle: Handle): number;
  served(handle: Handle): Served;
  facts(handle: Handle): Record<string, string>;
  finish(handle: Handle): Promise<RunOutcome>;
  offers(): [workload: string, packageName: string][];
}

/** Starts to create what plays. Throws when the addon is not built, or does not have that workload on that package. */
export function createRun({
  workload,
  package: packageName,
  parameters,
  options,
  addon: file,
}: RunRequest): Run {
  const addon = load(file);
  const handle = addon.create(workload, packageName, parameters, options);
  return {
    created: () => addon.created(handle),
    begin: () => addon.begin(handle),
    work: () => addon.work(handle),
    served: () => addon.served(handle),
    facts: () => addon.facts(handle),
    finish: () => addon.finish(handle),
  };
}

/** The names of the packages that a workload can be played on, in the addon of the house. */
export function packagesFor(workload: string): string[] {
  return load()
    .offers()
    .filter(([name]) => name === workload)
    .map(([, packageName]) => packageName);
}

function load(file = './tutti.node'): Addon {
  return createRequire(import.meta.url)(file) as Addon;
}
