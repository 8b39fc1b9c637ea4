/** An example run of a suite with a load generator: closed and open loops, percentiles, failures and marks among it. */
import type { LaunchRecord, MeasuredLaunch } from '../../harness/model/launch.js';
import { cpuPerWork, failedRequests, kernelSwitchesPerWork, peakMemory } from '../../harness/model/metric.js';
import { type Metric, throughput } from '../../harness/model/metric.js';
import type { PlannedLaunch } from '../../harness/model/plan.js';
import type { Run } from '../../harness/model/run.js';
import type { SuiteDeclaration } from '../../harness/model/suite.js';
import { failedLaunch, measuredLaunch, recordsOf, runOf } from '../../harness/model/test/records.js';

const latency = (name: string, of: string, at: number): Metric => ({
  name,
  title: `${of}, ${100 * at} %`,
  unit: 'us',
  better: 'lower',
  source: 'generator',
  quantile: { of, at },
});

const suite: SuiteDeclaration = {
  name: 'server',
  title: 'A server',
  summary: 'Clients ask a server for files.',
  work: { one: 'request', many: 'requests' },
  factors: [
    { name: 'clients', title: 'Clients', unit: '', default: 16, minimum: 1 },
    { name: 'rate', title: 'Requested rate (0: closed loop)', unit: 'requests/s', default: 0, minimum: 0 },
  ],
  metrics: [
    throughput('requests'),
    { name: 'bandwidth', title: 'Bandwidth', unit: 'Mb/s', better: 'higher', source: 'generator' },
    latency('latencyP50', 'Response time', 0.5),
    latency('latencyP99', 'Response time', 0.99),
    latency('latencyP999', 'Response time', 0.999),
    latency('uncorrectedP50', 'Response time from the real start', 0.5),
    latency('uncorrectedP99', 'Response time from the real start', 0.99),
    {
      name: 'connectionRate',
      title: 'Connections per second',
      unit: 'connections/s',
      better: 'higher',
      source: 'generator',
    },
    failedRequests(),
    cpuPerWork('request'),
    kernelSwitchesPerWork('request'),
    peakMemory(),
  ],
  profiles: { smoke: [{}], quick: [{}], standard: [{}], paper: [{}] },
  figures: [],
  load: { generator: 'sessions' },
};

/** Requests a second at which each target is saturated. */
const limits: Readonly<Record<string, number>> = { apache: 6_000, capriccio: 14_000, native: 30_000 };

/** Twelve launches of every cell; at 4,096 clients apache fails requests, native is not the limit, and nginx fails. */
export function serverRun(id = '2026-05-06-070809'): { run: Run; launches: LaunchRecord[] } {
  const run = runOf({
    id,
    suite,
    targets: ['apache', 'capriccio', 'native', 'nginx'],
    grid: { clients: [16, 256, 4096], rate: [0, 2000, 8000] },
    blocks: 12,
  });
  return { run: { ...run, startedAt: '2026-05-06T07:08:09.000Z' }, launches: recordsOf(run, launchOf) };
}

function launchOf(planned: PlannedLaunch): LaunchRecord {
  const { target, point, block } = planned;
  const [clients, rate] = [Number(point['clients']), Number(point['rate'])];
  if (target === 'nginx') return failedLaunch({ ...planned, reason: 'ready-deadline' });
  const limit = limits[target] ?? 1_000;
  const noise = 1 + (((planned.seed * 7919) % 100) / 100 - 0.5) * 0.05;
  // Native has two modes: every second block is half as slow again.
  const mode = target === 'native' && block % 2 === 0 ? 0.66 : 1;
  const closed = Math.min(clients * 50, limit);
  const achieved = Math.round((rate === 0 ? closed : Math.min(rate, limit)) * noise * mode);
  const full = clients / achieved;
  const wait = 1e6 * (rate === 0 ? Math.max(0.002, full - 0.02) : rate > limit ? 0.2 : 0.001) * noise;
  const failed = target === 'apache' && clients === 4096 ? 120 : 0;
  return measuredLaunch({
    ...planned,
    throughput: achieved,
    metrics: {
      throughput: achieved,
      bandwidth: achieved * 0.12,
      latencyP50: wait,
      latencyP99: wait * 3,
      // Slow servers answer too few requests for this one.
      ...(achieved > 1_500 ? { latencyP999: wait * 8 } : {}),
      ...(rate === 0 ? {} : { uncorrectedP50: wait * 0.7, uncorrectedP99: wait * 1.2 }),
      connectionRate: achieved / 5,
      failedRequests: failed / 50,
      cpuPerWork: 1e9 / limit,
      kernelSwitchesPerWork: target === 'native' ? 0 : 40 / limit,
      peakMemory: 2e7 + clients * 8_192,
    },
    load: loadOf(clients, rate, achieved, failed),
    validity: marksOf(target, clients, failed),
  });
}

function loadOf(clients: number, rate: number, achieved: number, failed: number): MeasuredLaunch['load'] {
  return {
    generator: 'sessions',
    pinned: [1],
    clients,
    cpuShare: 0.4,
    wantedRate: rate === 0 ? null : rate,
    achievedRate: achieved,
    clientTimeUs: clients * 1e6,
    requests: achieved + failed,
    responses: achieved,
    bytes: achieved * 15_000,
    connections: Math.round(achieved / 5),
    failures: { status: 0, length: 0, content: 0, reset: 0, timeout: failed, connect: 0 },
  };
}

function marksOf(target: string, clients: number, failed: number): MeasuredLaunch['validity'] {
  if (failed > 0) return ['failed-requests'];
  return target === 'native' && clients === 4096 ? ['generator-bound'] : [];
}

/** The same, measured before all other examples: beside one of them it does not open by itself. */
export function earlierServerRun(): { run: Run; launches: LaunchRecord[] } {
  const { run, launches } = serverRun();
  return { run: { ...run, startedAt: '2026-02-02T00:00:00.000Z' }, launches };
}
