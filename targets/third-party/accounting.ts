/**
 * The kernel's accounting of a server with several processes and threads, read from /proc.
 *
 * CPU time is exact to the nanosecond (schedstat of every task) where tasks are few, else exact to a tick of 10 ms a
 * process (stat). How it divides into user and system is the kernel's estimate in stat. Both the exact time and the
 * switches are those of living tasks: what a thread used is lost when it ends, which the threads of these servers do not.
 */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import type { WindowUsage } from '../../harness/model/protocol.js';

/** Milliseconds of a tick of /proc: USER_HZ is 100 on every architecture of Linux that Node supports. */
const tickMs = 10;
/** Reading the exact time of more tasks than this takes longer than the tick it would save. */
const fewTasks = 256;

const buffer = Buffer.allocUnsafe(4096);

/** Reads the usage of a process and all that it started. What it gives never falls. */
export class Accounting {
  readonly #root: number;
  #last: WindowUsage = { userMs: 0, systemMs: 0, voluntarySwitches: 0, involuntarySwitches: 0 };
  /** How long the last reading took: time that the server did not have where both are on one CPU. */
  readingMs = 0;

  /** @param root the first process of the server */
  constructor(root: number) {
    this.#root = root;
  }

  /** Since the start of the server. */
  usage(): WindowUsage {
    const began = performance.now();
    const sum = { userMs: 0, systemMs: 0, voluntarySwitches: 0, involuntarySwitches: 0 };
    for (const pid of processesOf(this.#root)) {
      const used = usageOf(pid);
      for (const name of namesOf(sum)) sum[name] += used[name];
    }
    for (const name of namesOf(sum)) sum[name] = Math.max(sum[name], this.#last[name]);
    this.#last = sum;
    this.readingMs = performance.now() - began;
    return sum;
  }

  /** Kernel threads of all its processes now. */
  threads(): number {
    return processesOf(this.#root).reduce((count, pid) => count + tasksOf(pid).length, 0);
  }
}

function namesOf(usage: WindowUsage): (keyof WindowUsage)[] {
  return Object.keys(usage) as (keyof WindowUsage)[];
}

/** A process and all that it started. */
export function processesOf(root: number): number[] {
  const found = [root];
  for (const pid of found) {
    const children = readText(`/proc/${pid}/task/${pid}/children`) ?? '';
    found.push(...children.split(' ').filter(Boolean).map(Number));
  }
  return found;
}

function tasksOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function usageOf(pid: number): WindowUsage {
  const tasks = tasksOf(pid);
  const { userMs, systemMs } = timesOf(pid);
  const ticksMs = userMs + systemMs;
  const totalMs = tasks.length <= fewTasks ? exactTime(pid, tasks) : ticksMs;
  const ownMs = ticksMs === 0 ? totalMs : (totalMs * userMs) / ticksMs;
  const switches = tasks.map((task) => switchesOf(pid, task));
  return {
    userMs: ownMs,
    systemMs: totalMs - ownMs,
    voluntarySwitches: switches.reduce((sum, [voluntary]) => sum + voluntary, 0),
    involuntarySwitches: switches.reduce((sum, [, involuntary]) => sum + involuntary, 0),
  };
}

/** User and system time of a process, its ended threads included, in whole ticks. */
function timesOf(pid: number): { userMs: number; systemMs: number } {
  const stat = readText(`/proc/${pid}/stat`) ?? '';
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { userMs: Number(fields[11] ?? 0) * tickMs, systemMs: Number(fields[12] ?? 0) * tickMs };
}

/** Time on a CPU of all living tasks. */
function exactTime(pid: number, tasks: string[]): number {
  return tasks.reduce((sum, task) => {
    const [nanoseconds = '0'] = (readText(`/proc/${pid}/task/${task}/schedstat`) ?? '').split(' ');
    return sum + Number(nanoseconds) / 1e6;
  }, 0);
}

function switchesOf(pid: number, task: string): [number, number] {
  const status = readText(`/proc/${pid}/task/${task}/status`) ?? '';
  const counts = /^voluntary_ctxt_switches:\s*(\d+)\s+nonvoluntary_ctxt_switches:\s*(\d+)/m.exec(status);
  return [Number(counts?.[1] ?? 0), Number(counts?.[2] ?? 0)];
}

/** The text of a small file of /proc, or undefined when whom it is about has ended. One buffer: half the time of readFileSync. */
function readText(path: string): string | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
