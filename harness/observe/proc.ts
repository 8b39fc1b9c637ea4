/** Readings of /proc. A file that is not there gives null: nothing is guessed, nothing throws. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';

/** The text of a file, or null. */
export function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** The number a file holds, or null. */
export function readNumber(path: string): number | null {
  const text = readText(path)?.trim();
  const value = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Milliseconds of one tick of /proc's CPU times: USER_HZ is 100 on every Linux architecture Node supports. */
export const tickMs = 10;

/** A process and all that it started, by the kernel's lists of children; [] when it is gone. */
export function processTree(root: number): number[] {
  const found = [root];
  for (let index = 0; index < found.length; index++) {
    for (const child of childrenOf(found[index] ?? root)) found.push(child);
  }
  return readText(`/proc/${root}/stat`) === null ? [] : found;
}

function childrenOf(pid: number): number[] {
  const list = readText(`/proc/${pid}/task/${pid}/children`);
  return (list ?? '').split(' ').filter(Boolean).map(Number);
}

/** Processes whose environment holds `NAME=value`: what a launch started, wherever it has gone since. */
export function processesWith(name: string, value: string): number[] {
  const wanted = `${name}=${value}`;
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => (readText(`/proc/${entry}/environ`) ?? '').split('\0').includes(wanted))
    .map(Number);
}

/** What /proc says of one process now. */
export interface ProcessReading {
  readonly userMs: number;
  readonly systemMs: number;
  readonly voluntarySwitches: number;
  readonly involuntarySwitches: number;
  readonly peakMemory: number;
  readonly residentMemory: number;
  readonly threads: number;
  /** Between the process and devices; null where the kernel does not count it. */
  readonly readBytes: number | null;
  readonly writtenBytes: number | null;
}

/** Reads one process; null when it is gone. Context switches are those of its first thread. */
export function readProcess(pid: number): ProcessReading | null {
  const stat = readText(`/proc/${pid}/stat`);
  const status = readText(`/proc/${pid}/status`);
  if (stat === null || status === null) return null;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (name: string): number =>
    Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return {
    userMs: Number(fields[11] ?? 0) * tickMs,
    systemMs: Number(fields[12] ?? 0) * tickMs,
    voluntarySwitches: field('voluntary_ctxt_switches'),
    involuntarySwitches: field('nonvoluntary_ctxt_switches'),
    peakMemory: field('VmHWM') * 1024,
    residentMemory: field('VmRSS') * 1024,
    threads: field('Threads'),
    ...readDeviceBytes(pid),
  };
}

/** Bytes that went between a process and devices. */
export function readDeviceBytes(pid: number | 'self'): Pick<ProcessReading, 'readBytes' | 'writtenBytes'> {
  const io = readText(`/proc/${pid}/io`) ?? '';
  const count = (name: string): number | null => {
    const digits = new RegExp(`^${name}: (\\d+)$`, 'm').exec(io)?.[1];
    return digits === undefined ? null : Number(digits);
  };
  return { readBytes: count('read_bytes'), writtenBytes: count('write_bytes') };
}

/** Resident bytes of a process tree now; shared pages are counted in each process. */
export function residentMemory(root: number): number {
  return processTree(root).reduce((bytes, pid) => bytes + (readProcess(pid)?.residentMemory ?? 0), 0);
}

/** Bytes that programs could still take, on the machine and in our cgroup; null when not readable. */
export function availableMemory(): number | null {
  const available = /^MemAvailable:\s*(\d+) kB/m.exec(readText('/proc/meminfo') ?? '')?.[1];
  const limit = cgroupMemory();
  if (available === undefined) return limit;
  return Math.min(Number(available) * 1024, limit ?? Number.POSITIVE_INFINITY);
}

/** The memory limit of our cgroup (version 2, then 1); null when there is none. */
export function cgroupMemory(): number | null {
  const limit =
    readNumber('/sys/fs/cgroup/memory.max') ?? readNumber('/sys/fs/cgroup/memory/memory.limit_in_bytes');
  // Version 1 says "no limit" with a number larger than any machine.
  return limit === null || limit >= totalmem() ? null : limit;
}

/** CPU time of the whole machine since boot, in milliseconds; null when not readable. */
export function readMachineTimes(): { busyMs: number; stealMs: number; totalMs: number } | null {
  const line = readText('/proc/stat')?.split('\n')[0];
  if (line === undefined) return null;
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = line
    .split(/\s+/)
    .slice(1)
    .map((ticks) => Number(ticks) * tickMs);
  const busyMs = user + nice + system + irq + softirq;
  return { busyMs, stealMs: steal, totalMs: busyMs + idle + iowait + steal };
}
