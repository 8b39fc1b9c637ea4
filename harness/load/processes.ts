/** Starts the programs of a check: each on a CPU of its own where there are two, and gone when the harness is. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const supervisor = fileURLToPath(new URL('../launch/supervisor/supervise', import.meta.url));

/** Where the two programs of a check run; null: wherever the kernel puts them. */
export interface Places {
  readonly server: number | null;
  readonly generator: number | null;
}

/** The first CPU for the server and the last for the generator, where there are two. */
export function placesOn(cpus: readonly number[]): Places {
  const [first, last] = [cpus[0], cpus.at(-1)];
  if (first === undefined || last === undefined || first === last) return { server: null, generator: null };
  return { server: first, generator: last };
}

/** Starts a command with pipes to its input and from its output. Its standard error is ours. */
export function start(command: readonly string[], cpu: number | null): ChildProcessWithoutNullStreams {
  const pinning = cpu === null ? [] : ['--cpus', String(cpu)];
  const supervised = [supervisor, ...pinning, '--parent', String(process.pid), '--report', '3', '--'];
  const [file = '', ...args] = existsSync(supervisor) ? [...supervised, ...command] : command;
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit', 'pipe'] });
  // The supervisor's report: there is no use for it here.
  const report = child.stdio[3];
  if (report instanceof Readable) report.resume();
  return child as unknown as ChildProcessWithoutNullStreams;
}

/** Ends a process that may have ended already, and waits for its end. */
export async function end(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  child.kill('SIGTERM');
  await ended;
}
