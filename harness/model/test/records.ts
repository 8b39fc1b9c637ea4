/**
 * Test data: records and runs that pass the schemas, made from as little as a test wants to say. Each function fills in
 * everything that is not given.
 */
import type { Failure, LaunchRecord, MeasuredLaunch } from '../launch.js';
import { cpuPerWork, kernelSwitchesPerWork, peakMemory, throughput } from '../metric.js';
import type { PlannedLaunch } from '../plan.js';
import { expandGrid, type Grid } from '../point.js';
import { type ProfileName, profiles } from '../profile.js';
import { type Run, runSchemaVersion } from '../run.js';
import type { SuiteDeclaration } from '../suite.js';
import type { Target } from '../target.js';
import { environmentLike } from './environment.js';

type UnsupportedLaunch = Extract<LaunchRecord, { outcome: 'unsupported' }>;
type FailedLaunch = Extract<LaunchRecord, { outcome: 'failed' }>;

/** A suite like producer-consumer: two factors, a metric of each source, and a figure with a reference. */
export function suiteLike(overrides: Partial<SuiteDeclaration> = {}): SuiteDeclaration {
  return {
    name: 'producer-consumer',
    title: 'Producers and consumers',
    summary: 'N producers and N consumers share one bounded buffer.',
    work: { one: 'item', many: 'items' },
    factors: [
      { name: 'pairs', title: 'Producers (= consumers)', unit: 'pairs', default: 1, minimum: 1 },
      { name: 'capacity', title: 'Buffer capacity', unit: 'items', default: 1, minimum: 1 },
    ],
    metrics: [
      throughput('items'),
      cpuPerWork('item'),
      kernelSwitchesPerWork('item'),
      {
        name: 'createTime',
        title: 'Time to create one thread',
        unit: 'us',
        better: 'lower',
        source: 'target',
      },
      peakMemory(),
    ],
    profiles: {
      smoke: [{ pairs: [1] }],
      quick: [{ pairs: [1, 8, 64] }],
      standard: [{ pairs: [1, 2, 4, 8, 16, 32, 64] }],
      paper: [{ pairs: [1, 2, 4, 8, 16, 32, 64], capacity: [1, 128] }],
    },
    figures: [
      {
        id: '7.3',
        title: 'Producer-consumer throughput, buffer of 1',
        x: { factor: 'pairs', scale: 'log' },
        y: { metric: 'throughput', scale: 'log' },
        fixed: { capacity: 1 },
        reference: {
          source: 'a paper',
          label: 'another machine',
          note: 'another machine',
          bar: 'one standard deviation',
          curves: [
            {
              title: 'Capriccio',
              points: [
                [1, 211_200, 1897],
                [64, 206_340, null],
              ],
            },
          ],
        },
      },
    ],
    ...overrides,
  };
}

/** A target that runs the producer-consumer suite. */
export function targetLike(overrides: Partial<Target> = {}): Target {
  const name = overrides.name ?? 'capriccio';
  return {
    name,
    title: `The target ${name}`,
    summary: 'Threads that take turns.',
    standsFor: 'Capriccio',
    runtime: 'node',
    needs: [],
    thirdParty: false,
    aside: false,
    suites: { 'producer-consumer': { command: ['node', `${name}.js`] } },
    ...overrides,
  };
}

/** A launch of `capriccio` at one pair, the first of its run. */
export function plannedLaunch(overrides: Partial<PlannedLaunch> = {}): PlannedLaunch {
  return {
    id: '00001',
    block: 1,
    position: 1,
    suite: 'producer-consumer',
    target: 'capriccio',
    point: { pairs: 1, capacity: 1 },
    seed: 7,
    ...overrides,
  };
}

/** What every record has besides its outcome. */
function recordOf(overrides: Partial<PlannedLaunch>) {
  return {
    ...plannedLaunch(overrides),
    attempt: 1,
    startedAt: '2026-01-02T03:04:05.678Z',
    timing: { readyMs: 40, totalMs: 1_250, overheadMs: 100 },
    usage: {
      source: 'wait4' as const,
      userMs: 1_050,
      systemMs: 30,
      voluntarySwitches: 120,
      involuntarySwitches: 15,
      peakMemory: 60_000_000,
      readBytes: 0,
      writtenBytes: 4_096,
      threads: 11,
    },
    disturbance: { spinBeforeNs: 1.01, spinAfterNs: 1.02, steal: 0, foreignCpus: 0.02, foreignIo: null },
    pinned: null,
  };
}

/**
 * A launch that gave a result: one second in ten intervals.
 * @param overrides any field; and `throughput`, in units of work a second, from which work, intervals and the derived
 *   metrics follow
 */
export function measuredLaunch(
  overrides: Partial<MeasuredLaunch> & { throughput?: number } = {},
): MeasuredLaunch {
  const { throughput: rate = 100_000, ...fields } = overrides;
  return {
    ...recordOf(fields),
    outcome: 'measured',
    elapsedMs: 1_000,
    work: rate,
    metrics: {
      throughput: rate,
      cpuPerWork: 1e9 / rate,
      kernelSwitchesPerWork: 20 / rate,
      createTime: 2.5,
      peakMemory: 60_000_000,
    },
    intervals: {
      elapsedMs: Array.from({ length: 10 }, (_, index) => 100 * (index + 1)),
      work: Array.from({ length: 10 }, () => rate / 10),
    },
    verification: { produced: rate + 1, consumed: rate, buffered: 1 },
    windowUsage: { userMs: 980, systemMs: 20, voluntarySwitches: 5, involuntarySwitches: 15 },
    validity: [],
    findings: [],
    ...fields,
  };
}

/** A launch whose target cannot do this here. */
export function unsupportedLaunch(overrides: Partial<UnsupportedLaunch> = {}): UnsupportedLaunch {
  return {
    ...recordOf(overrides),
    outcome: 'unsupported',
    reason: 'pthread_create: EAGAIN after 30000 threads',
    answeredBy: null,
    ...overrides,
  };
}

/** A launch that ended early. */
export function failedLaunch(
  overrides: Partial<FailedLaunch> & { reason?: Failure['reason'] } = {},
): FailedLaunch {
  const { reason = 'exited-early', ...fields } = overrides;
  return {
    ...recordOf(fields),
    outcome: 'failed',
    failure: {
      reason,
      detail: 'exit status 1 after 52 ms',
      log: 'Error: no room\n',
      reproduce: "echo '{}' | node capriccio.js",
    },
    ...fields,
  };
}

/** What a run is made from. */
export interface RunShape {
  readonly id?: string;
  readonly profile?: ProfileName;
  readonly suite?: SuiteDeclaration;
  /** Names of the targets. */
  readonly targets?: readonly string[];
  /** The points, as a grid of the suite's factors. */
  readonly grid?: Grid;
  /** Launches of each cell. */
  readonly blocks?: number;
}

/** A whole valid run: by default two targets at the points of the `quick` profile, six blocks, targets in turn. */
export function runOf(shape: RunShape = {}): Run {
  const { id = '2026-01-02-030405', profile = 'quick', suite = suiteLike() } = shape;
  const {
    targets = ['capriccio', 'event-loop'],
    grid = suite.profiles[profile]?.[0] ?? {},
    blocks = 6,
  } = shape;
  const points = expandGrid(suite.factors, grid);
  const launches = Array.from({ length: blocks }, (_, block) =>
    points.flatMap((point) =>
      // Every second block in reverse: ABBA.
      (block % 2 === 0 ? [...targets] : [...targets].reverse()).map((target, position) => ({
        block: block + 1,
        position: position + 1,
        suite: suite.name,
        target,
        point,
      })),
    ),
  ).flat();
  const { warmupMs, measureMs, intervalMs, readyMs } = profiles[profile];
  return {
    schema: runSchemaVersion,
    id,
    startedAt: '2026-01-02T03:04:05.000Z',
    host: 'local',
    plan: {
      profile,
      seed: 42,
      timing: { warmupMs, measureMs, intervalMs, readyMs },
      launches: launches.map((launch, index) => ({
        id: String(index + 1).padStart(5, '0'),
        seed: 1_000 + index,
        ...launch,
      })),
    },
    environment: environmentLike(),
    suites: [suite],
    targets: targets.map((name) =>
      targetLike({ name, suites: { [suite.name]: { command: ['node', `${name}.js`] } } }),
    ),
    unavailable: [],
    generators: {},
  };
}

/**
 * A record for every planned launch of a run, in the order of the plan.
 * @param record what became of one launch; by default it was measured, with a throughput that differs a little from
 *   launch to launch
 */
export function recordsOf(
  run: Run,
  record: (planned: PlannedLaunch) => LaunchRecord = (planned) =>
    measuredLaunch({ ...planned, throughput: 100_000 + (planned.seed % 7) * 500 }),
): LaunchRecord[] {
  return run.plan.launches.map(record);
}
