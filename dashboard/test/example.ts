/** An example run: every target of the project, marks, gaps, failures and hostile text among it. */
import { readFileSync } from 'node:fs';
import { floorsOf } from '../../harness/judge/noise-floor.js';
import { pastRun, trendsOf } from '../../harness/judge/trend/trend.js';
import type { CellSummary } from '../../harness/model/cell.js';
import { type Figure, referenceSchema } from '../../harness/model/figure.js';
import type { KeptRun } from '../../harness/model/history.js';
import type { LaunchRecord } from '../../harness/model/launch.js';
import type { PublishedTable } from '../../harness/model/published-table.js';
import type { Run } from '../../harness/model/run.js';
import type { SuiteDeclaration } from '../../harness/model/suite.js';
import { environmentLike } from '../../harness/model/test/environment.js';
import type { Trend } from '../../harness/model/trend.js';
import {
  failedLaunch,
  measuredLaunch,
  recordsOf,
  runOf,
  suiteLike,
  unsupportedLaunch,
} from '../../harness/model/test/records.js';

/** What each target does at one pair, in items a second, and the power of its decline. */
const courses: Readonly<Record<string, readonly [number, number]>> = {
  capriccio: [9_100_000, 0.015],
  'event-loop': [6_400_000, 0.09],
  'event-loop:promise-mutex': [410_000, 0.02],
  native: [12_400_000, 0.04],
  nptl: [260_000, 0.12],
  'worker-threads': [180_000, 0.3],
};

export const hostileText = `</script><img src=x onerror="document.title='owned'">\u2028'"\`=1+1`;

/** The suite as it is, with the published curves as they are. */
function producerConsumer(): SuiteDeclaration {
  const file = new URL('../../suites/producer-consumer/reference.json', import.meta.url);
  const reference = referenceSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { factors } = suiteLike();
  const figureOf = (id: string, capacity: number): Figure => ({
    id,
    title: `Producer-consumer throughput, buffer of ${capacity}`,
    x: { factor: 'pairs', scale: 'log' },
    y: { metric: 'throughput', scale: 'log' },
    fixed: { capacity, spin: 32 },
    reference,
  });
  return suiteLike({
    factors: [...factors, { name: 'spin', title: 'Work on an item', unit: 'steps', default: 32, minimum: 0 }],
    figures: [figureOf('7.3', 1), figureOf('7.3-buffer-128', 128)],
  });
}

/** What somebody published of the suite without figures. */
const published: PublishedTable = {
  title: 'A published table',
  source: 'a paper',
  label: 'other hardware',
  note: `How they measured is not known. ${hostileText}`,
  point: { pairs: 8, capacity: 1 },
  metrics: ['createTime', 'throughput'],
  systems: [{ title: `Theirs ${hostileText}`, values: { createTime: 21.5 } }],
};

/** A run of the producer-consumer suite, and of one suite without figures. */
export function exampleRun(id = '2026-03-04-050607'): { run: Run; launches: LaunchRecord[] } {
  const suite = producerConsumer();
  const first = runOf({
    id,
    suite,
    targets: Object.keys(courses),
    grid: { pairs: [1, 8, 64, 512, 4096, 32_768], capacity: [1] },
  });
  const plain = suiteLike({ name: 'plain', title: 'A plain suite', figures: [], published });
  const second = runOf({ id, suite: plain, targets: ['capriccio', 'native'], blocks: 2 });
  // The figure of the large buffer is planned with one launch, of which nothing was recorded.
  const [launch] = first.plan.launches;
  const large = launch === undefined ? [] : [{ ...launch, point: { ...launch.point, capacity: 128 } }];
  const launches = [...first.plan.launches, ...second.plan.launches, ...large].map((planned, index) => ({
    ...planned,
    id: String(index + 1).padStart(5, '0'),
  }));
  const run: Run = {
    ...first,
    startedAt: '2026-03-04T05:06:07.000Z',
    plan: { ...first.plan, launches },
    suites: [suite, plain],
    unavailable: [
      {
        target: 'go',
        suite: null,
        reason: 'the command "go" is not on the PATH',
        remedy: 'apt-get install golang-go',
      },
      { target: 'linuxthreads', suite: 'plain', reason: hostileText, remedy: null },
    ],
  };
  const records = recordsOf(run, (planned) => {
    const pairs = Number(planned.point['pairs']);
    if (planned.target === 'worker-threads' && pairs >= 512) {
      return unsupportedLaunch({
        ...planned,
        reason: `${pairs * 2} workers need more memory than there is ${pairs > 4096 ? hostileText : ''}`,
      });
    }
    if (planned.target === 'nptl' && pairs === 32_768) return unsupportedLaunch({ ...planned });
    if (planned.target === 'nptl' && pairs === 4096 && planned.block < 3) {
      const failure = {
        reason: 'result-deadline' as const,
        detail: hostileText,
        log: `line 1\n${hostileText}`,
        reproduce: `echo '${hostileText}' | sh`,
      };
      return failedLaunch({ ...planned, failure });
    }
    const [height, power] = courses[planned.target] ?? [1e5, 0];
    const noise = 1 + (((planned.seed * 7919) % 100) / 100 - 0.5) * (planned.target === 'nptl' ? 0.4 : 0.06);
    const throughput = Math.round(height * pairs ** -power * noise);
    const disturbed = planned.target === 'event-loop' && pairs === 64;
    return measuredLaunch({ ...planned, throughput, validity: disturbed ? ['disturbed'] : [] });
  });
  // Two cells of the plan have no record: the run was broken off.
  return {
    run,
    launches: records.filter(
      ({ target, point }) => point['capacity'] !== 128 && (target !== 'native' || point['pairs'] !== 512),
    ),
  };
}

/** An earlier run, of which nothing was recorded. */
export function olderRun(): { run: Run; launches: LaunchRecord[] } {
  return { run: { ...runOf({ id: 'older' }), startedAt: '2025-01-01T00:00:00.000Z' }, launches: [] };
}

/** The example run with its launches one after the other in time, and a machine around them that was not always quiet. */
export function timedRun(id?: string): { run: Run; launches: LaunchRecord[] } {
  const { run, launches } = exampleRun(id);
  const began = Date.parse(run.startedAt);
  return {
    run,
    launches: launches.map((launch, index) => {
      const slow = index % 17 === 3 ? 1.08 : 1;
      const startedAt = new Date(began + 1_350 * index).toISOString();
      const steal = index % 23 === 5 ? 0.03 : 0.001 * (index % 4);
      const disturbance = { spinBeforeNs: 1 + 0.002 * (index % 5), spinAfterNs: slow, steal };
      return { ...launch, startedAt, disturbance: { ...disturbance, foreignCpus: 0.02, foreignIo: null } };
    }),
  };
}

/** A history of the example: forty runs of three targets, one of which became worse, and one that changed machines. */
export function exampleTrends(): Trend[] {
  const runs = Array.from({ length: 40 }, (_, index) => historyRun(index));
  const wanted = ({ metric }: CellSummary) => metric === 'throughput' || metric === 'cpuPerWork';
  return trendsOf(runs.map(pastRun), wanted, () => floorsOf(null));
}

/** The `index`-th run of the history, a day after the one before; the last is the example run itself, as far as it goes. */
function historyRun(index: number): KeptRun {
  const moved = index >= 30;
  const run: Run = {
    ...runOf({
      id: index === 39 ? '2026-03-04-050607' : `kept-${String(index).padStart(2, '0')}`,
      targets: ['capriccio', 'event-loop', 'native'],
      grid: { pairs: [1, 64], capacity: [1] },
    }),
    startedAt: new Date(Date.UTC(2026, 0, 24 + index, 5, 6, 7)).toISOString(),
    environment: environmentLike({ git: { revision: index.toString(16).padStart(40, 'a'), dirty: false } }),
  };
  const launches = recordsOf(run, (planned) => {
    if (planned.target === 'native' && index === 12) return failedLaunch({ ...planned });
    const [height = 1e5, power = 0] = courses[planned.target] ?? [];
    const noise = 1 + ((((planned.seed + 13 * index) * 7919) % 100) / 100 - 0.5) * 0.04;
    const level = planned.target === 'event-loop' && index >= 18 ? 0.88 : 1;
    return measuredLaunch({
      ...planned,
      throughput: Math.round(height * Number(planned.point['pairs']) ** -power * noise * level),
      validity: planned.target === 'capriccio' && index % 9 === 4 ? ['disturbed'] : [],
    });
  });
  const { os } = run.environment;
  const other = { ...run.environment, os: { ...os, kernel: '6.2.0' } };
  return { schema: 1, run: moved ? { ...run, environment: other } : run, launches };
}

/** The example three days before, of another revision: what is native was slower by a quarter then. */
export function earlierRun(): { run: Run; launches: LaunchRecord[] } {
  const { run, launches } = exampleRun('2026-03-01-050607');
  const { environment } = run;
  return {
    run: {
      ...run,
      startedAt: '2026-03-01T05:06:07.000Z',
      environment: { ...environment, git: { revision: 'an-earlier-revision', dirty: false } },
    },
    launches: launches.map((launch) => {
      const throughput = launch.outcome === 'measured' ? launch.metrics['throughput'] : undefined;
      if (launch.outcome !== 'measured' || throughput === undefined || launch.target !== 'native')
        return launch;
      return { ...launch, metrics: { ...launch.metrics, throughput: 0.75 * throughput } };
    }),
  };
}
