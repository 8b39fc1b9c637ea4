/** The environment record: systeminformation where it serves, /proc and /sys where it does not. */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { arch, availableParallelism, freemem, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import si from 'systeminformation';
import { type Environment, methodologyVersion } from '../model/environment.js';
import { cgroupMemory, readNumber, readText } from './proc.js';
import { storageOf } from './storage.js';

/** What only the caller knows. */
export interface EnvironmentRequest {
  /** The checkout whose lock file is recorded. */
  readonly top: string;
  /** The folder that Tutti was called from: the revision is that of its repository, for what is measured lies there. */
  readonly home: string;
  /** The folder of all materials, which need not be there yet. */
  readonly materials: string;
  readonly harnessVersion: string;
  readonly builds: Environment['software']['builds'];
  readonly targets: Environment['software']['targets'];
}

/** Reads the environment now; takes up to a second. */
export async function readEnvironment(request: EnvironmentRequest): Promise<Environment> {
  const [cpu, system, osInfo] = await Promise.all([readCpu(), readVirtualization(), si.osInfo()]);
  const [one = 0, five = 0, fifteen = 0] = loadavg();
  return {
    cpu,
    memory: readMemory(),
    os: {
      platform: platform(),
      distribution: osInfo.distro === '' ? null : `${osInfo.distro} ${osInfo.release}`,
      kernel: release(),
      arch: arch(),
      aslr: readNumber('/proc/sys/kernel/randomize_va_space'),
      ioUringDisabled: readNumber('/proc/sys/kernel/io_uring_disabled'),
      ...system,
    },
    storage: storageOf(request.materials),
    limits: readLimits(),
    load: { one, five, fifteen },
    software: {
      node: process.version,
      v8: process.versions.v8,
      builds: request.builds,
      targets: request.targets,
    },
    git: gitOf(request.home, request.top),
    harness: {
      version: request.harnessVersion,
      methodology: methodologyVersion,
      lockfileHash: hashOf(join(request.top, 'package-lock.json')),
      environmentBytes: Object.entries(process.env).reduce(
        (sum, [name, value]) => sum + name.length + (value?.length ?? 0) + 2,
        0,
      ),
    },
  };
}

async function readCpu(): Promise<Environment['cpu']> {
  const cpu = await si.cpu();
  const smt = readText('/sys/devices/system/cpu/smt/active')?.trim();
  const noTurbo = readNumber('/sys/devices/system/cpu/intel_pstate/no_turbo');
  const boost = readNumber('/sys/devices/system/cpu/cpufreq/boost');
  return {
    model: `${cpu.manufacturer} ${cpu.brand}`.trim(),
    logical: cpu.cores,
    allowed: availableParallelism(),
    physicalCores: positive(cpu.physicalCores),
    sockets: positive(cpu.processors),
    smt: smt === undefined ? null : smt === '1',
    governor: readText('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor')?.trim() ?? null,
    turbo: noTurbo !== null ? noTurbo === 0 : boost === null ? null : boost === 1,
    cacheL2Bytes: positive(cpu.cache.l2),
    cacheL3Bytes: positive(cpu.cache.l3),
  };
}

function readMemory(): Environment['memory'] {
  const info = readText('/proc/meminfo') ?? '';
  const bytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(info)?.[1] ?? 0) * 1024;
  const hugePages = readText('/sys/kernel/mm/transparent_hugepage/enabled');
  return {
    totalBytes: totalmem(),
    availableBytes: bytes('MemAvailable') || freemem(),
    swapTotalBytes: bytes('SwapTotal'),
    swappiness: readNumber('/proc/sys/vm/swappiness'),
    transparentHugePages: /\[(\w+)\]/.exec(hugePages ?? '')?.[1] ?? null,
  };
}

async function readVirtualization(): Promise<{ virtualization: string | null; container: string | null }> {
  const { virtual, virtualHost } = await si.system();
  const inContainer = existsSync('/.dockerenv')
    ? 'docker'
    : existsSync('/run/.containerenv')
      ? 'podman'
      : null;
  const hypervisor = /^flags\s*:.*\bhypervisor\b/m.test(readText('/proc/cpuinfo') ?? '');
  const named = virtualHost === undefined || virtualHost === '' ? 'a virtual machine' : virtualHost;
  return { virtualization: virtual || hypervisor ? named : null, container: inContainer };
}

function readLimits(): Environment['limits'] {
  const limits = readText('/proc/self/limits') ?? '';
  const limit = (name: string): number | null => {
    const value = Number(new RegExp(`^${name}\\s+(\\d+)`, 'm').exec(limits)?.[1] ?? Number.NaN);
    return Number.isFinite(value) ? value : null;
  };
  return {
    cgroupMemoryBytes: cgroupMemory(),
    cgroupCpus: cgroupCpus(),
    openFiles: limit('Max open files'),
    processes: limit('Max processes'),
    threadsMax: readNumber('/proc/sys/kernel/threads-max'),
    pidMax: readNumber('/proc/sys/kernel/pid_max'),
    maxMapCount: readNumber('/proc/sys/vm/max_map_count'),
  };
}

/** CPUs' worth of time that our cgroup may use; null when it is not limited. */
function cgroupCpus(): number | null {
  const [quota = '', period = ''] = (readText('/sys/fs/cgroup/cpu.max') ?? '').trim().split(' ');
  if (quota !== '' && quota !== 'max') return Number(quota) / Number(period);
  const quotaUs = readNumber('/sys/fs/cgroup/cpu/cpu.cfs_quota_us');
  const periodUs = readNumber('/sys/fs/cgroup/cpu/cpu.cfs_period_us');
  return quotaUs === null || periodUs === null || quotaUs <= 0 ? null : quotaUs / periodUs;
}

/** The state of the repository of a folder; of another folder where that is in none. */
function gitOf(folder: string, otherwise: string): Environment['git'] {
  const found = readGit(folder);
  return found.revision === null ? readGit(otherwise) : found;
}

function readGit(top: string): Environment['git'] {
  const git = (...args: string[]): string | null => {
    try {
      return execFileSync('git', ['-C', top, ...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    } catch {
      return null;
    }
  };
  const changed = git('status', '--porcelain');
  return { revision: git('rev-parse', 'HEAD'), dirty: changed === null ? null : changed !== '' };
}

function hashOf(file: string): string | null {
  const text = readText(file);
  return text === null ? null : createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function positive(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) && value > 0 ? Math.round(value) : null;
}
