/** A made-up run of 100,000 launches, of the size and shape of real ones, to time the harness's own work with. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredLaunch } from '../model/launch.js';
import { cpuPerWork, peakMemory, throughput } from '../model/metric.js';
import { type Run, runSchemaVersion } from '../model/run.js';
import { methodologyVersion } from '../model/environment.js';
import type { Plan, PlannedLaunch } from '../model/plan.js';
import type { SuiteDeclaration } from '../model/suite.js';
import { makePlan, type PlanRequest } from '../plan/make-plan.js';
import { writeWhole } from '../store/write-file.js';

const targets = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/** 10 targets at 1,000 points, 10 launches each. */
export const largeRequest: PlanRequest = {
  profile: 'paper',
  seed: 1,
  launches: 10,
  timing: { warmupMs: 500, measureMs: 2000, intervalMs: 100, readyMs: 5000 },
  treatments: Array.from({ length: 1000 }, (_, pairs) => ({ suite: 'large', point: { pairs }, targets })),
};

/** Writes the run below `results`. @returns its folder */
export function writeLargeRun(results: string): string {
  const plan = makePlan(largeRequest);
  const folder = join(results, 'large');
  writeWhole(join(folder, 'run.json'), JSON.stringify(madeUpRun(plan, [largeSuite])));
  const lines: string[] = [];
  for (const planned of plan.launches) {
    lines.push(JSON.stringify(madeUpRecord(planned)));
    if (lines.length === 5000)
      appendFileSync(join(folder, 'launches.ndjson'), `${lines.splice(0).join('\n')}\n`);
  }
  return folder;
}

/** A record of the size and shape of a real one. */
export function madeUpRecord(planned: PlannedLaunch): MeasuredLaunch {
  const work = 1_000_000 + (planned.seed % 100_000);
  return {
    ...planned,
    attempt: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    timing: { readyMs: 60, totalMs: 2700, overheadMs: 200 },
    usage: {
      source: 'wait4',
      userMs: 2500,
      systemMs: 20,
      voluntarySwitches: 100,
      involuntarySwitches: 10,
      peakMemory: 60_000_000,
      readBytes: 0,
      writtenBytes: 4096,
      threads: 11,
    },
    disturbance: { spinBeforeNs: 1.2, spinAfterNs: 1.2, steal: 0, foreignCpus: 0.01, foreignIo: null },
    pinned: null,
    outcome: 'measured',
    elapsedMs: 2000,
    work,
    metrics: { throughput: work / 2, cpuPerWork: 2e9 / work, peakMemory: 60_000_000 },
    intervals: {
      elapsedMs: Array.from({ length: 20 }, (_, index) => 100 * (index + 1)),
      work: Array.from({ length: 20 }, () => work / 20),
    },
    verification: { produced: work, consumed: work, buffered: 0, threads: 2, progressed: 2, finished: 2 },
    windowUsage: { userMs: 1990, systemMs: 10, voluntarySwitches: 5, involuntarySwitches: 8 },
    validity: [],
    findings: [],
  };
}

const largeSuite: SuiteDeclaration = {
  name: 'large',
  title: 'Large',
  summary: 'made up',
  work: { one: 'item', many: 'items' },
  factors: [{ name: 'pairs', title: 'Pairs', unit: 'pairs', default: 1 }],
  metrics: [throughput('items'), cpuPerWork('item'), peakMemory()],
  profiles: { smoke: [], quick: [], standard: [], paper: [] },
  figures: [],
};

/** A run of a plan, on a machine of which nothing is known. */
export function madeUpRun(plan: Plan, suites: readonly SuiteDeclaration[]): Run {
  return {
    schema: runSchemaVersion,
    id: 'large',
    startedAt: '2026-01-01T00:00:00.000Z',
    host: 'local',
    plan,
    suites: [...suites],
    targets: [],
    unavailable: [],
    generators: {},
    environment: emptyEnvironment,
  };
}

const emptyEnvironment: Run['environment'] = {
  cpu: {
    model: 'made up',
    logical: 2,
    allowed: 2,
    physicalCores: null,
    sockets: null,
    smt: null,
    governor: null,
    turbo: null,
    cacheL2Bytes: null,
    cacheL3Bytes: null,
  },
  memory: {
    totalBytes: 0,
    availableBytes: 0,
    swapTotalBytes: 0,
    swappiness: null,
    transparentHugePages: null,
  },
  os: {
    platform: 'linux',
    distribution: null,
    kernel: '',
    arch: '',
    aslr: null,
    ioUringDisabled: null,
    virtualization: null,
    container: null,
  },
  storage: null,
  limits: {
    cgroupMemoryBytes: null,
    cgroupCpus: null,
    openFiles: null,
    processes: null,
    threadsMax: null,
    pidMax: null,
    maxMapCount: null,
  },
  load: { one: 0, five: 0, fifteen: 0 },
  software: { node: '', v8: '', builds: {}, targets: {} },
  git: { revision: null, dirty: null },
  harness: { version: '', methodology: methodologyVersion, lockfileHash: null, environmentBytes: 0 },
};
