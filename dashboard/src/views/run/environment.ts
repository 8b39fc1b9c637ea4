/** The machine and software of a run, group by group. */
import type { Environment } from '../../../../harness/model/environment.js';
import { element, foldable } from '../../page/dom.js';
import { exact, grouped } from '../../chart/numbers.js';

type Value = string | number | boolean | null;
type Entries = (readonly [name: string, value: Value])[];

/** The environment record as lists; what could not be read is said as such. */
export function environmentSection(environment: Environment): HTMLElement {
  const groups = groupsOf(environment).map(([title, entries]) =>
    element('section', {}, element('h3', {}, title), definitions(entries)),
  );
  return foldable('Environment', false, element('div', { class: 'groups' }, ...groups));
}

/** A list of names and values. */
export function definitions(entries: Readonly<Entries>): HTMLElement {
  const pairs = entries.map(([name, value]) =>
    element(
      'div',
      {},
      element('dt', {}, name),
      element('dd', value === null ? { class: 'absent' } : {}, shown(value)),
    ),
  );
  return element('dl', {}, ...pairs);
}

function shown(value: Value): string {
  if (value === null) return 'not readable here';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? exact(value) : value;
}

function bytes(value: number | null): string | null {
  if (value === null) return null;
  const step = [
    { size: 2 ** 30, unit: 'GiB' },
    { size: 2 ** 20, unit: 'MiB' },
    { size: 2 ** 10, unit: 'KiB' },
  ].find(({ size }) => value >= size);
  return `${grouped(value / (step?.size ?? 1))} ${step?.unit ?? 'bytes'}`;
}

function groupsOf(environment: Environment): [title: string, entries: Entries][] {
  return [
    ['Processor', processorEntries(environment)],
    ['Memory', memoryEntries(environment)],
    ['System', systemEntries(environment)],
    ['Storage of the materials', storageEntries(environment)],
    ['Limits', limitEntries(environment)],
    ['Software', softwareEntries(environment)],
    ['Harness', harnessEntries(environment)],
  ];
}

function processorEntries({ cpu, load }: Environment): Entries {
  return [
    ['Model', cpu.model],
    ['Logical CPUs', cpu.logical],
    ['CPUs allowed', cpu.allowed],
    ['Physical cores', cpu.physicalCores],
    ['Sockets', cpu.sockets],
    ['Simultaneous multithreading', cpu.smt],
    ['Frequency governor', cpu.governor],
    ['Turbo', cpu.turbo],
    ['Level 2 cache', bytes(cpu.cacheL2Bytes)],
    ['Level 3 cache', bytes(cpu.cacheL3Bytes)],
    ['Load before the run (1, 5, 15 min)', `${load.one}, ${load.five}, ${load.fifteen}`],
  ];
}

function memoryEntries({ memory }: Environment): Entries {
  return [
    ['Total', bytes(memory.totalBytes)],
    ['Available', bytes(memory.availableBytes)],
    ['Swap', bytes(memory.swapTotalBytes)],
    ['Swappiness', memory.swappiness],
    ['Transparent huge pages', memory.transparentHugePages],
  ];
}

function systemEntries({ os }: Environment): Entries {
  return [
    ['Distribution', os.distribution],
    ['Kernel', os.kernel],
    ['Platform', `${os.platform} ${os.arch}`],
    ['Address space randomisation', os.aslr],
    ['io_uring disabled (kernel setting)', os.ioUringDisabled],
    ['Virtualisation', os.virtualization],
    ['Container', os.container],
  ];
}

function storageEntries({ storage }: Environment): Entries {
  if (storage === null) return [['Recorded', false]];
  const { device } = storage;
  const system: Entries = [
    ['File system', storage.fileSystem],
    ['Mount point', storage.mountPoint],
    ['Mount options', storage.options],
  ];
  if (device === null) return [...system, ['Device', 'none of its own']];
  return [
    ...system,
    ['Device', device.name],
    ['Model', device.model],
    ['Identity (hash)', device.identity],
    ['Size', bytes(device.bytes)],
    ['Rotational', device.rotational],
    ['I/O scheduler', device.scheduler],
    ['Requests in its queue', device.queueDepth],
    ['Write cache', device.writeCache],
    ['Smallest block', bytes(device.blockBytes)],
    ['Made of', device.below.length === 0 ? 'nothing else' : device.below.join(', ')],
  ];
}

function limitEntries({ limits }: Environment): Entries {
  return [
    ['Memory of the cgroup', bytes(limits.cgroupMemoryBytes)],
    ['CPUs of the cgroup', limits.cgroupCpus],
    ['Open files', limits.openFiles],
    ['Processes', limits.processes],
    ['Threads of the system', limits.threadsMax],
    ['Highest process id', limits.pidMax],
    ['Memory maps of a process', limits.maxMapCount],
  ];
}

function softwareEntries({ software }: Environment): Entries {
  const builds = Object.entries(software.builds).flatMap(([folder, versions]) =>
    Object.entries(versions).map(([name, value]) => [`${folder}, ${name}`, value] as const),
  );
  const targets = Object.entries(software.targets).map(
    ([name, version]) => [`Target ${name}`, version] as const,
  );
  return [['Node', software.node], ['V8', software.v8], ...targets, ...builds];
}

function harnessEntries({ harness, git }: Environment): Entries {
  return [
    ['Tutti', harness.version],
    ['Methodology', harness.methodology],
    ['Revision', git.revision],
    ['Uncommitted changes', git.dirty],
    ['Lock file', harness.lockfileHash],
    ['Size of the process environment', bytes(harness.environmentBytes)],
  ];
}
