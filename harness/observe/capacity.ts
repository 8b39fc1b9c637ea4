/** How many threads and descriptors this machine has room for, what its kernel offers to them, and how to raise it. */
import { readNumber, readText } from './proc.js';
import type { Finding } from './fitness.js';

/** What the largest points of the suites ask for. */
const wantedThreads = 65_536;
const wantedDescriptors = 131_072;
/** A mapping for each stack, and one for its guard page. */
const wantedMappings = 2 * wantedThreads;

/** Looks at the limits that thread packages meet. */
export function examineCapacity(): Finding[] {
  return [kernelThreads(), descriptors(), mappings(), hugePages(), ioUring()];
}

/** The number before a limit, and whether it is high enough. */
function limited(what: string, limit: number | null, wanted: number, advice: string): Finding {
  if (limit === null) return { what, found: 'not readable', fit: true, advice: null };
  const fit = limit >= wanted;
  return { what, found: limit.toLocaleString('en'), fit, advice: fit ? null : advice };
}

function kernelThreads(): Finding {
  const limits = [
    readNumber('/proc/sys/kernel/pid_max'),
    readNumber('/proc/sys/kernel/threads-max'),
    readNumber('/sys/fs/cgroup/pids.max'),
    readNumber('/sys/fs/cgroup/pids/pids.max'),
  ].filter((limit) => limit !== null);
  const limit = limits.length === 0 ? null : Math.min(...limits);
  const advice = 'sysctl kernel.pid_max=4194304 kernel.threads-max=200000, and pids.max of the container';
  return limited('kernel threads (nptl, linuxthreads)', limit, wantedThreads, advice);
}

function descriptors(): Finding {
  const line = /^Max open files\s+\d+\s+(\d+)/m.exec(readText('/proc/self/limits') ?? '');
  const limit = line === null ? null : Number(line[1]);
  const advice = 'ulimit -Hn 200000 as root, or nofile in /etc/security/limits.conf';
  return limited('descriptors of a process (pipe, web)', limit, wantedDescriptors, advice);
}

function mappings(): Finding {
  const advice = 'sysctl vm.max_map_count=262144';
  return limited(
    'memory maps of a process (nptl)',
    readNumber('/proc/sys/vm/max_map_count'),
    wantedMappings,
    advice,
  );
}

function hugePages(): Finding {
  const setting = /\[(\w+)\]/.exec(readText('/sys/kernel/mm/transparent_hugepage/enabled') ?? '')?.[1];
  const fit = setting === 'always' || setting === 'madvise';
  const advice = 'echo madvise > /sys/kernel/mm/transparent_hugepage/enabled';
  return { what: 'huge pages (native)', found: setting ?? 'none', fit, advice: fit ? null : advice };
}

function ioUring(): Finding {
  const disabled = readNumber('/proc/sys/kernel/io_uring_disabled');
  const found = { 0: 'allowed', 1: 'for privileged processes only', 2: 'forbidden' }[disabled ?? -1];
  const fit = disabled === 0;
  const advice = 'sysctl kernel.io_uring_disabled=0; a container may forbid it all the same (seccomp)';
  return {
    what: 'io_uring (native:io-uring)',
    found: found ?? 'unknown to this kernel',
    fit,
    advice: fit ? null : advice,
  };
}
