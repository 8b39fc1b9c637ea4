/** The environment record: everything known of the machine and software that could change a number. */
import * as z from 'zod';

/** A block device: null means that /sys does not say. */
export const blockDeviceSchema = z.object({
  /** Of the whole device, such as `nvme0n1`, whatever partition of it is mounted. */
  name: z.string(),
  model: z.string().nullable(),
  /** A hash of its serial number or world-wide name: enough to know it again. */
  identity: z.string().nullable(),
  bytes: z.number().nullable(),
  rotational: z.boolean().nullable(),
  /** The I/O scheduler, such as `mq-deadline`. */
  scheduler: z.string().nullable(),
  /** Most requests that its queue holds (nr_requests). */
  queueDepth: z.int().nullable(),
  writeCache: z.string().nullable(),
  /** Size of the smallest block that it can address. */
  blockBytes: z.int().nullable(),
  /** The devices that it is made of itself, as with LVM and software RAID. */
  below: z.array(z.string()),
});
export type BlockDevice = z.infer<typeof blockDeviceSchema>;

/** What the files that launches read lie on. */
export const storageSchema = z.object({
  mountPoint: z.string(),
  fileSystem: z.string(),
  /** Of the mount and of the file system, comma after comma. */
  options: z.string(),
  /** null for a file system without a device of its own: in memory, on the network. */
  device: blockDeviceSchema.nullable(),
});
export type Storage = z.infer<typeof storageSchema>;

/** null means: not readable here. Nothing is guessed. */
export const environmentSchema = z.object({
  cpu: z.object({
    model: z.string(),
    /** Logical CPUs online, and those this process may use. */
    logical: z.int(),
    allowed: z.int(),
    physicalCores: z.int().nullable(),
    sockets: z.int().nullable(),
    smt: z.boolean().nullable(),
    governor: z.string().nullable(),
    turbo: z.boolean().nullable(),
    cacheL2Bytes: z.int().nullable(),
    cacheL3Bytes: z.int().nullable(),
  }),
  memory: z.object({
    totalBytes: z.number(),
    availableBytes: z.number(),
    swapTotalBytes: z.number(),
    swappiness: z.int().nullable(),
    transparentHugePages: z.string().nullable(),
  }),
  os: z.object({
    platform: z.string(),
    distribution: z.string().nullable(),
    kernel: z.string(),
    arch: z.string(),
    /** kernel.randomize_va_space: 0 none, 1 partial, 2 full. */
    aslr: z.int().nullable(),
    /** kernel.io_uring_disabled: 0 for nobody, 1 for the unprivileged, 2 for all. */
    ioUringDisabled: z.int().nullable().default(null),
    virtualization: z.string().nullable(),
    container: z.string().nullable(),
  }),
  /** Below the folder of the materials. */
  storage: storageSchema.nullable().default(null),
  limits: z.object({
    cgroupMemoryBytes: z.number().nullable(),
    cgroupCpus: z.number().nullable(),
    openFiles: z.int().nullable(),
    processes: z.int().nullable(),
    threadsMax: z.int().nullable(),
    pidMax: z.int().nullable(),
    maxMapCount: z.int().nullable(),
  }),
  load: z.object({ one: z.number(), five: z.number(), fifteen: z.number() }),
  software: z.object({
    node: z.string(),
    v8: z.string(),
    /** Versions of what this project built: compiler, flags, by build folder. */
    builds: z.record(z.string(), z.record(z.string(), z.string())),
    /** Version of every planned target, as it says itself. */
    targets: z.record(z.string(), z.string()),
  }),
  git: z.object({ revision: z.string().nullable(), dirty: z.boolean().nullable() }),
  harness: z.object({
    version: z.string(),
    /** Raised whenever a change makes older numbers incomparable (METHODOLOGY.md, changelog). */
    methodology: z.int(),
    lockfileHash: z.string().nullable(),
    /** Bytes of the process environment: its size moves the stack, and with it some timings. */
    environmentBytes: z.int(),
  }),
});
export type Environment = z.infer<typeof environmentSchema>;

/**
 * What must be the same for two numbers to be compared: the machine, the software, the way of measuring. By name.
 */
export function fingerprint(environment: Environment): Record<string, string> {
  const { cpu, os, storage, software, git, harness } = environment;
  return {
    'CPU model': cpu.model,
    CPUs: String(cpu.allowed),
    kernel: os.kernel,
    Node: software.node,
    builds: JSON.stringify(software.builds),
    revision: String(git.revision),
    'lock file': String(harness.lockfileHash),
    methodology: String(harness.methodology),
    ...(storage !== null && { 'storage of the materials': describeStorage(storage) }),
  };
}

/**
 * What a machine's noise depends on: its hardware and system, and the way of measuring, but not the code that is measured.
 * By name.
 */
export function machineFingerprint(environment: Environment): Record<string, string> {
  const {
    'CPU model': model = '',
    CPUs = '',
    kernel = '',
    Node = '',
    methodology = '',
  } = fingerprint(environment);
  const { virtualization, container } = environment.os;
  return {
    'CPU model': model,
    CPUs,
    kernel,
    Node,
    methodology,
    virtualization: String(virtualization),
    container: String(container),
  };
}

/** The file system and its device in a few words. */
export function describeStorage({ fileSystem, device }: Storage): string {
  if (device === null) return `${fileSystem}, no device of its own`;
  const { name, model, identity, scheduler, queueDepth } = device;
  const known = [
    model ?? identity,
    scheduler === null ? null : `scheduler ${scheduler}`,
    queueDepth === null ? null : `queue of ${queueDepth}`,
  ].filter((word) => word !== null);
  return [`${fileSystem} on ${name}`, ...known].join(', ');
}

/** Version of the way of measuring; see METHODOLOGY.md. Results of different versions are incomparable. */
export const methodologyVersion = 1;
