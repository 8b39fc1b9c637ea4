/** Test data: an environment record that passes the schema. */
import type { Environment } from '../environment.js';

/** A machine of two CPUs. */
export function environmentLike(overrides: Partial<Environment> = {}): Environment {
  return {
    cpu: {
      model: 'A Processor @ 2.00GHz',
      logical: 2,
      allowed: 2,
      physicalCores: 1,
      sockets: 1,
      smt: true,
      governor: null,
      turbo: null,
      cacheL2Bytes: 1_048_576,
      cacheL3Bytes: 33_554_432,
    },
    memory: {
      totalBytes: 8e9,
      availableBytes: 6e9,
      swapTotalBytes: 0,
      swappiness: 60,
      transparentHugePages: 'madvise',
    },
    os: {
      platform: 'linux',
      distribution: 'Debian GNU/Linux 12',
      kernel: '6.1.0',
      arch: 'x64',
      aslr: 2,
      ioUringDisabled: null,
      virtualization: 'kvm',
      container: null,
    },
    storage: null,
    limits: {
      cgroupMemoryBytes: null,
      cgroupCpus: null,
      openFiles: 1_048_576,
      processes: 31_000,
      threadsMax: 62_000,
      pidMax: 4_194_304,
      maxMapCount: 65_530,
    },
    load: { one: 0.1, five: 0.2, fifteen: 0.2 },
    software: {
      node: 'v20.19.0',
      v8: '11.3.244.8-node.26',
      builds: { native: { compiler: 'g++ 12.2.0', flags: '-O2' } },
      targets: { capriccio: '0.1.0', 'event-loop': '0.1.0' },
    },
    git: { revision: '0123456789abcdef0123456789abcdef01234567', dirty: false },
    harness: { version: '0.1.0', methodology: 1, lockfileHash: 'abc', environmentBytes: 2_048 },
    ...overrides,
  };
}
