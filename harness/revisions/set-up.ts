/** Runs the commands that make a checkout ready to be measured: install, build. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { TuttiError } from '../model/errors.js';
import { unboundEnvironment } from '../store/git.js';

/** A checkout to be set up. */
export interface SetUpRequest {
  /** Where the commands are started. */
  readonly folder: string;
  /** Lines for the shell, one after the other. */
  readonly commands: readonly string[];
  /** The file that gets everything they print. */
  readonly log: string;
  /** What is set up, in words, for the error. */
  readonly what: string;
  /** Aborted to end the command under way with all that it started. */
  readonly signal?: AbortSignal | undefined;
}

/** Lines of the log that an error shows. */
const shownLines = 15;

/**
 * Runs set-up commands until one fails.
 * @throws TuttiError SETUP_FAILED with the end of the log; the reason of the signal when that is aborted
 */
export async function setUp(request: SetUpRequest): Promise<void> {
  const log = openSync(request.log, 'a');
  try {
    for (const command of request.commands) {
      request.signal?.throwIfAborted();
      writeSync(log, `$ ${command}\n`);
      const fault = await run(command, request, log);
      request.signal?.throwIfAborted();
      if (fault === undefined) continue;
      throw new TuttiError('SETUP_FAILED', {
        what: request.what,
        command,
        how: fault,
        log: request.log,
        end: lastLines(request.log),
      });
    }
  } finally {
    closeSync(log);
  }
}

/** @returns how the command failed; undefined when it did not */
async function run(
  command: string,
  { folder, signal }: SetUpRequest,
  log: number,
): Promise<string | undefined> {
  const child = spawn('/bin/sh', ['-c', command], {
    cwd: folder,
    env: unboundEnvironment(),
    stdio: ['ignore', log, log],
    // A process group of its own, which can be ended whole.
    detached: true,
  });
  const stop = (): void => killGroup(child);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, killer) =>
        resolve(
          code === 0
            ? undefined
            : killer === null
              ? `ended with exit code ${code}`
              : `was ended by ${killer}`,
        ),
      );
    });
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

function lastLines(file: string): string {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines
    .slice(-shownLines)
    .map((line) => `       | ${line}`)
    .join('\n');
}
