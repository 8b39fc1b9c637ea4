/** Executors: how a command is started on a host. The interface; `local.ts` is the one for this machine. */
import type { TreeUsage } from '../model/launch.js';

/** What to start. */
export interface StartRequest {
  readonly command: readonly string[];
  /** Folder to start it in: the user's own, so that a command may name files beside the configuration. */
  readonly folder: string;
  /** Variables added to the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** CPUs to pin it to; null for no pinning. */
  readonly cpus: readonly number[] | null;
  /** Most bytes of resident memory its processes may use together. */
  readonly memoryLimit: number;
}

/** How a process came to its end. */
export interface Ending {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Why it could not be started at all. */
  readonly spawnError: string | null;
  /** Processes that were still there when the first one had ended; they have been killed. */
  readonly leftProcesses: number;
  /** True when it was killed for using more memory than allowed. */
  readonly overMemory: boolean;
  readonly usage: TreeUsage | null;
}

/** A started command with everything it starts itself. */
export interface LaunchProcess {
  /** Writes one line to its standard input; ignored when that is closed. */
  writeLine(line: string): void;
  closeInput(): void;
  /** Receives every piece of its standard output, then null when that is closed. */
  onOutput(listener: (chunk: Buffer | null) => void): void;
  /** The last 64 KiB of its standard error. */
  log(): string;
  /** Reads the living process's accounting now; exact totals come with the ending. */
  sampleUsage(): void;
  /** Settles when the process and all it left behind are gone. Never rejects. */
  readonly ended: Promise<Ending>;
  /** Ends the whole process tree: SIGTERM, then SIGKILL. */
  stop(): void;
}

export interface Executor {
  /** Name of the host it starts commands on. */
  readonly host: string;
  /** CPUs that a launch may use. */
  readonly cpus: readonly number[];
  start(request: StartRequest): LaunchProcess;
}
