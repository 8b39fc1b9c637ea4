/**
 * The executor for this machine. A launch runs under the supervisor, a small native program that pins it, accounts for its
 * whole tree with wait4 and outlives none of it; without a compiler there is no supervisor, and a process group, /proc and
 * a mark in the environment serve instead, less exactly (`usage.source` says which it was).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeUsage } from '../model/launch.js';
import { type SupervisorReport, supervisorReportSchema } from '../model/supervisor-report.js';
import { allowedCpus } from '../observe/cpus.js';
import { processesWith, readDeviceBytes, residentMemory } from '../observe/proc.js';
import { UsageSampler } from '../observe/usage.js';
import { ByteRing } from './byte-ring.js';
import type { Ending, Executor, LaunchProcess, StartRequest } from './executor.js';

/** Bytes kept of a launch's standard error. */
const logLimit = 64 * 1024;
/** Between SIGTERM and SIGKILL. */
const graceMs = 500;
/** How long output may stay open after the process has ended. */
const drainMs = 1000;
/** Between two looks at the memory of a launch. */
const memoryLookMs = 100;
/** Whether the kernel counts what goes to devices: the supervisor cannot tell a count that is not kept from none. */
const areCounted = readDeviceBytes('self').readBytes !== null;
const uncounted = { readBytes: null, writtenBytes: null };
/** The variable that marks every process of a launch. */
const markName = 'TUTTI_LAUNCH';

/** @param supervisor path of the built supervisor, or undefined when there is none */
export function localExecutor(supervisor: string | undefined): Executor {
  return {
    host: 'local',
    cpus: allowedCpus(),
    start: (request) => new LocalProcess(request, supervisor),
  };
}

class LocalProcess implements LaunchProcess {
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;
  readonly #supervised: boolean;
  readonly #mark: string;
  readonly #log = new ByteRing(logLimit);
  readonly #sampler: UsageSampler;
  #overMemory = false;
  #stopping: NodeJS.Timeout[] = [];

  constructor(request: StartRequest, supervisor: string | undefined) {
    this.#supervised = supervisor !== undefined;
    this.#mark = `${process.pid}-${performance.now()}`;
    const [program = '', ...args] = commandLine(request, supervisor);
    this.#child = spawn(program, args, {
      cwd: request.folder,
      env: { ...process.env, ...request.environment, [markName]: this.#mark },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
    this.#sampler = new UsageSampler(this.#child.pid ?? 0);
    this.#child.stdin?.on('error', () => {});
    this.#child.stderr?.on('data', (chunk: Buffer) => this.#log.push(chunk));
    const watch = setInterval(() => this.#lookAtMemory(request.memoryLimit), memoryLookMs);
    this.ended = this.#waitForEnd().finally(() => {
      clearInterval(watch);
      for (const timer of this.#stopping) clearTimeout(timer);
    });
  }

  writeLine(line: string): void {
    this.#child.stdin?.write(`${line}\n`);
  }

  closeInput(): void {
    this.#child.stdin?.end();
  }

  onOutput(listener: (chunk: Buffer | null) => void): void {
    this.#child.stdout?.on('data', listener);
    this.#child.stdout?.on('end', () => listener(null));
  }

  log(): string {
    return this.#log.text();
  }

  sampleUsage(): void {
    this.#sampler.sample();
  }

  stop(): void {
    if (this.#stopping.length > 0) return;
    this.#child.stdout?.destroy();
    this.#signal('SIGTERM');
    // The supervisor kills by itself after its grace; this is for when there is none, or it is stuck.
    const killAfterMs = this.#supervised ? 4 * graceMs : graceMs;
    this.#stopping = [setTimeout(() => this.#signal('SIGKILL'), killAfterMs)];
  }

  async #waitForEnd(): Promise<Ending> {
    const report = this.#readReport();
    const output = drained(this.#child);
    const end = await new Promise<{
      exitCode: number | null;
      signal: string | null;
      spawnError: string | null;
    }>((resolve) => {
      this.#child.once('error', (error) =>
        resolve({ exitCode: null, signal: null, spawnError: error.message }),
      );
      this.#child.once('exit', (exitCode, signal) => resolve({ exitCode, signal, spawnError: null }));
    });
    const reported = await report;
    const leftUnsupervised = reported === undefined ? this.#killMarked() : 0;
    await output;
    const overMemory = this.#overMemory;
    if (reported === undefined) {
      return { ...end, leftProcesses: leftUnsupervised, overMemory, usage: this.#sampler.usage() };
    }
    if ('spawnError' in reported) {
      const { spawnError } = reported;
      return { exitCode: null, signal: null, spawnError, leftProcesses: 0, overMemory, usage: null };
    }
    const { exitCode, signal, leftProcesses } = reported;
    return {
      exitCode,
      signal,
      spawnError: null,
      leftProcesses,
      overMemory,
      usage: this.#exactUsage(reported),
    };
  }

  #exactUsage(report: Exclude<SupervisorReport, { spawnError: string }>): TreeUsage {
    const { userMs, systemMs, voluntarySwitches, involuntarySwitches, peakMemory } = report;
    const { readBytes, writtenBytes } = areCounted ? report : uncounted;
    const switches = { voluntarySwitches, involuntarySwitches };
    const threads = this.#sampler.threads();
    return { source: 'wait4', userMs, systemMs, ...switches, peakMemory, readBytes, writtenBytes, threads };
  }

  /** The supervisor's report, which comes on descriptor 3; undefined when there is none. */
  async #readReport(): Promise<SupervisorReport | undefined> {
    const chunks: Buffer[] = [];
    const stream = this.#child.stdio[3];
    if (!this.#supervised || stream === null || stream === undefined) return undefined;
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    await new Promise((resolve) => stream.once('close', resolve));
    const text = Buffer.concat(chunks).toString('utf8');
    return text === '' ? undefined : supervisorReportSchema.parse(JSON.parse(text));
  }

  /** Kills what the launch left behind outside its own tree, found by its mark; returns how many there were. */
  #killMarked(): number {
    const left = processesWith(markName, this.#mark);
    for (const pid of left) signalProcess(pid, 'SIGKILL');
    return left.length;
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    // The supervisor passes SIGTERM on to the tree by itself.
    if (this.#supervised && signal === 'SIGTERM') signalProcess(pid, signal);
    else signalProcess(-pid, signal);
    if (signal === 'SIGKILL') this.#killMarked();
  }

  #lookAtMemory(limit: number): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#overMemory || residentMemory(pid) <= limit) return;
    this.#overMemory = true;
    this.stop();
  }
}

function commandLine({ command, cpus }: StartRequest, supervisor: string | undefined): string[] {
  if (supervisor !== undefined) {
    const pinning = cpus === null ? [] : ['--cpus', cpus.join(',')];
    return [
      supervisor,
      ...pinning,
      '--grace',
      String(graceMs),
      '--parent',
      String(process.pid),
      '--report',
      '3',
      '--',
      ...command,
    ];
  }
  return cpus === null ? [...command] : ['taskset', '-c', cpus.join(','), ...command];
}

/** Settles when the output of a child has been read to its end, or soon after its end if some stranger holds it open. */
async function drained(child: ChildProcess): Promise<void> {
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  const closed = streams.map(
    (stream) => new Promise<void>((resolve) => stream.once('close', () => resolve())),
  );
  child.once('exit', () => {
    const giveUp = setTimeout(() => streams.forEach((stream) => stream.destroy()), drainMs);
    void Promise.all(closed).then(() => clearTimeout(giveUp));
  });
  child.once('error', () => streams.forEach((stream) => stream.destroy()));
  await Promise.all(closed);
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Already gone: what the signal was for has happened.
  }
}

/** The supervisor below the folder that everything is built into; undefined when it is not built. */
export function builtSupervisor(root: string): string | undefined {
  const path = join(root, 'harness/launch/supervisor/supervise');
  return existsSync(path) ? path : undefined;
}
