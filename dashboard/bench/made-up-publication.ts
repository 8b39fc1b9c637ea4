/** A made-up run, of 10,000 cells and 100,000 launches, to time the page with. */
import { largeRequest, madeUpRecord, madeUpRun } from '../../harness/bench/large-run.js';
import type { MeasuredLaunch } from '../../harness/model/launch.js';
import { cpuPerWork, kernelSwitchesPerWork, peakMemory, throughput } from '../../harness/model/metric.js';
import type { PlannedLaunch } from '../../harness/model/plan.js';
import { expandGrid } from '../../harness/model/point.js';
import type { SuiteDeclaration } from '../../harness/model/suite.js';
import { makePlan } from '../../harness/plan/make-plan.js';
import type { RunWithLaunches } from '../publish.js';

const suiteNames = ['made-up-1', 'made-up-2', 'made-up-3', 'made-up-4', 'made-up-5'];
const targets = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

/**
 * Five suites of 200 points each, ten targets at each point, ten launches of each, six metrics.
 * @param sizes how many values each factor has
 */
export function madeUpPublication(sizes = { pairs: 20, capacities: 10 }): RunWithLaunches {
  const pairs = Array.from({ length: sizes.pairs }, (_, power) => 2 ** power);
  const capacities = Array.from({ length: sizes.capacities }, (_, power) => 4 ** power);
  const suites = suiteNames.map(madeUpSuite);
  const treatments = suites.flatMap(({ name, factors }) =>
    expandGrid(factors, { pairs, capacity: capacities }).map((point) => ({ suite: name, point, targets })),
  );
  const plan = makePlan({ ...largeRequest, treatments });
  return { run: madeUpRun(plan, suites), launches: plan.launches.map(recordOf) };
}

function madeUpSuite(name: string): SuiteDeclaration {
  return {
    name,
    title: `Made up: ${name}`,
    summary: 'made up',
    work: { one: 'item', many: 'items' },
    factors: [
      { name: 'pairs', title: 'Pairs', unit: 'pairs', default: 1 },
      { name: 'capacity', title: 'Capacity', unit: 'items', default: 1 },
    ],
    metrics: [
      throughput('items'),
      cpuPerWork('item'),
      kernelSwitchesPerWork('item'),
      peakMemory(),
      { name: 'startTime', title: 'Time to start', unit: 'us', better: 'lower', source: 'target' },
      { name: 'stopTime', title: 'Time to stop', unit: 'us', better: 'lower', source: 'target' },
    ],
    profiles: { smoke: [], quick: [], standard: [], paper: [] },
    figures: [1, 4].map((capacity) => ({
      id: `${name}-${capacity}`,
      title: `Throughput at a capacity of ${capacity}`,
      x: { factor: 'pairs', scale: 'log' },
      y: { metric: 'throughput', scale: 'log' },
      fixed: { capacity },
    })),
  };
}

/** Targets differ by 3 % from one to the next, and everything falls with the pairs; launches of a cell differ by up to 10 %. */
function recordOf(planned: PlannedLaunch): MeasuredLaunch {
  const record = madeUpRecord(planned);
  const height = 1.03 ** targets.indexOf(planned.target) * Number(planned.point['pairs']) ** -0.05;
  const rate = (record.work * height) / 2;
  const metrics = {
    throughput: rate,
    cpuPerWork: 1e9 / rate,
    kernelSwitchesPerWork: 1e3 / rate,
    peakMemory: 60_000_000,
    startTime: 2e6 / rate,
    stopTime: 1e6 / rate,
  };
  return { ...record, metrics };
}
