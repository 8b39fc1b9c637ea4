/**
 * Runs a command of somebody else's to its end and says what it took, by the kernel's accounting of its whole tree: for
 * targets that measure programs which do not speak the protocol.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type SupervisorReport, supervisorReportSchema } from '../model/supervisor-report.js';

/** What a command came to. */
export interface CommandRun {
  readonly wallMs: number;
  /** User and system time of its whole tree; null without a supervisor. */
  readonly cpuMs: number | null;
  /** Peak resident memory of the largest process of its tree, in bytes; null without a supervisor. */
  readonly peakMemory: number | null;
  /** How it failed; null when it ended with exit code 0. */
  readonly fault: string | null;
  /** The end of what it printed, on both outputs together as it came. */
  readonly output: string;
}

/** The supervisor, which a machine without a compiler does not have. */
const supervisor = fileURLToPath(new URL('../launch/supervisor/supervise', import.meta.url));
/** Bytes kept of the output. */
const outputLimit = 2 ** 20;
/** Milliseconds between SIGTERM and SIGKILL when the launch is broken off. */
const graceMs = 200;

/** Runs a command once, in the folder of this process, with nothing on its standard input. */
export async function runCommand(command: readonly string[]): Promise<CommandRun> {
  const supervised = existsSync(supervisor);
  const [program = '', ...words] = supervised ? [...supervision(), ...command] : command;
  const startedAt = performance.now();
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const [end, output, report] = await Promise.all([
    endOf(child),
    readEnd([child.stdout, child.stderr]),
    readReport(child),
  ]);
  if (report === undefined) {
    return { wallMs: end.at - startedAt, cpuMs: null, peakMemory: null, fault: end.fault, output };
  }
  if ('spawnError' in report) {
    return { wallMs: 0, cpuMs: null, peakMemory: null, fault: report.spawnError, output };
  }
  const { wallMs, userMs, systemMs, peakMemory, exitCode, signal } = report;
  return { wallMs, cpuMs: userMs + systemMs, peakMemory, fault: faultOf(exitCode, signal), output };
}

function supervision(): string[] {
  const settings = ['--grace', String(graceMs), '--parent', String(process.pid), '--report', '3'];
  return [supervisor, ...settings, '--'];
}

function faultOf(exitCode: number | null, signal: string | null): string | null {
  if (exitCode === 0) return null;
  return signal === null ? `it ended with exit code ${exitCode}` : `it was ended by ${signal}`;
}

async function endOf(child: ChildProcess): Promise<{ at: number; fault: string | null }> {
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ at: performance.now(), fault: message }));
    child.once('exit', (code, signal) => resolve({ at: performance.now(), fault: faultOf(code, signal) }));
  });
}

/** The last bytes of two streams together, once both are closed. */
async function readEnd(streams: readonly (Readable | null)[]): Promise<string> {
  let kept = Buffer.alloc(0);
  const closed = streams
    .filter((stream) => stream !== null)
    .map(async (stream) => {
      stream.on('data', (chunk: Buffer) => {
        kept = Buffer.concat([kept, chunk]).subarray(-outputLimit);
      });
      await closing(stream);
    });
  await Promise.all(closed);
  return kept.toString('utf8');
}

/** The supervisor's report; undefined when there is none. */
async function readReport(child: ChildProcess): Promise<SupervisorReport | undefined> {
  const stream = child.stdio[3];
  if (stream === null || stream === undefined) return undefined;
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await closing(stream);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : supervisorReportSchema.parse(JSON.parse(text));
}

async function closing(stream: NodeJS.EventEmitter): Promise<void> {
  await new Promise((resolve) => stream.once('close', resolve));
}
