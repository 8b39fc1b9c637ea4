/** Plays the gate against a machine of known noise, many times over. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type FloorOf, floorsOf } from '../../judge/noise-floor.js';
import { gateBlocks, type GateConfig, type GateVerdict } from '../../model/gate.js';
import { type Control, qualificationSchemaVersion } from '../../model/qualification.js';
import {
  type GateSimulation,
  type Share,
  type SimulatedJobs,
  simulationSchemaVersion,
} from '../../model/simulation.js';
import { binomialInterval } from '../../stats/binomial.js';
import { noisyMachine, sharedMachine } from './noise.js';
import { playCheck, syntheticCells } from './simulated-check.js';

/** A kind of check to simulate. */
export interface Scenario {
  readonly what: string;
  /** By how much head is slower at the first cell of a check, as a share of its time. */
  readonly effect: number;
  /** What builds gain or lose by luck; see `Noise`. */
  readonly build: number;
  readonly margin: number;
  /** Whether the machine was qualified before, by A/A. */
  readonly qualified: boolean;
}

export interface SimulationRequest {
  /** Checks of each scenario. */
  readonly jobs: number;
  readonly seed: number;
  /** By how much head is slower where it is, as a share of its time. */
  readonly effect?: number;
  /** Those of `scenariosOf` when not given. */
  readonly scenarios?: readonly Scenario[];
}

const cellsOfCheck = 4;
/** Checks of a machine against itself from which its noise floor is taken, a control a cell. */
const checksToQualify = 10;

/** The kinds of check that are always simulated: as configured by default, and as strict as it gets. */
export function scenariosOf(effect: number): Scenario[] {
  const none = 'nothing changed';
  const slower = `one cell ${Number((100 * effect).toPrecision(3))} % slower`;
  const usual = { build: 0, margin: 0.05, qualified: false };
  const strict = { build: 0, margin: 0.02, qualified: true };
  return [
    { ...usual, what: none, effect: 0 },
    { ...usual, what: slower, effect },
    { ...strict, what: none, effect: 0 },
    { ...strict, what: slower, effect },
    { ...usual, what: `${none}, builds have luck`, effect: 0, build: 0.01 },
    { ...usual, what: `${slower}, builds have luck`, effect, build: 0.01 },
  ];
}

/**
 * Simulates every scenario.
 * @param progress is told after every check
 */
export async function simulateGate(
  request: SimulationRequest,
  progress: (done: number, planned: number) => void,
): Promise<GateSimulation> {
  const { jobs, seed, effect = 0.1, scenarios: wanted = scenariosOf(effect) } = request;
  const scenarios: SimulatedJobs[] = [];
  for (const scenario of wanted) {
    const before = scenarios.length * jobs;
    const told = (done: number): void => progress(before + done, wanted.length * jobs);
    scenarios.push(await simulateJobs(scenario, jobs, seed, told));
  }
  const { drift, launch, spikes, spikeMean } = sharedMachine;
  const noise = { drift, launch, spikes, spikeMean };
  return { schema: simulationSchemaVersion, seed, cells: cellsOfCheck, blocks: gateBlocks, noise, scenarios };
}

async function simulateJobs(
  scenario: Scenario,
  jobs: number,
  seed: number,
  progress: (done: number) => void,
): Promise<SimulatedJobs> {
  const { what, effect, build, margin, qualified } = scenario;
  const random = xoroshiro128plus(seed);
  const floorOf = qualified
    ? await measuredFloor(scenario, uniformInt(random, 0, 0x7fff_ffff))
    : floorsOf(null);
  const count = { falseAlarms: 0, falseImprovements: 0, caught: 0, unstable: 0, launches: 0 };
  for (let job = 1; job <= jobs; job++) {
    const verdict = await simulateCheck(scenario, floorOf, gateBlocks, uniformInt(random, 0, 0x7fff_ffff));
    const [first = false, ...others] = verdict.cells.map((cell) => cell.verdict === 'regression');
    const innocent = effect > 0 ? others : [first, ...others];
    if (innocent.includes(true)) count.falseAlarms += 1;
    if (verdict.cells.some((cell) => cell.verdict === 'improvement')) count.falseImprovements += 1;
    if (first) count.caught += 1;
    if (verdict.state === 'unstable') count.unstable += 1;
    count.launches += launchesOf(verdict);
    progress(job);
  }
  const { floor, measured: floorMeasured } = floorOf('', '');
  return {
    what,
    effect,
    build,
    margin,
    floor,
    floorMeasured,
    jobs,
    falseAlarms: shareOf(count.falseAlarms, jobs),
    falseImprovements: shareOf(count.falseImprovements, jobs),
    power: effect > 0 ? shareOf(count.caught, jobs) : null,
    unstable: shareOf(count.unstable, jobs),
    launches: count.launches / jobs,
  };
}

/** One check; its first cell is the one that is slower. */
function simulateCheck(
  { effect, build, margin }: Scenario,
  floorOf: FloorOf,
  blocks: GateConfig['blocks'],
  seed: number,
): Promise<GateVerdict> {
  const random = xoroshiro128plus(seed);
  return playCheck({
    cells: syntheticCells(cellsOfCheck, margin),
    blocks,
    floorOf,
    seed,
    machine: () => noisyMachine({ ...sharedMachine, build }, random),
    slower: ({ point }) => (point['cell'] === 1 ? 1 + effect : 1),
  });
}

/** What the machine's noise floor comes to when it is qualified: controls of as many blocks as the second stage has. */
async function measuredFloor(scenario: Scenario, seed: number): Promise<FloorOf> {
  const random = xoroshiro128plus(seed);
  const controls: Control[] = [];
  for (let check = 0; check < checksToQualify; check++) {
    const blocks = { ...gateBlocks, screen: gateBlocks.confirm };
    const verdict = await simulateCheck(
      { ...scenario, effect: 0 },
      floorsOf(null),
      blocks,
      uniformInt(random, 0, 0x7fff_ffff),
    );
    const { at } = verdict;
    for (const { suite, target, point, metric, screen } of verdict.cells) {
      const { n, ratio, lo, hi } = screen.control;
      const logRatio = Math.log(ratio ?? 1);
      controls.push({ at, run: String(check), suite, target, point, metric, n, logRatio, lo, hi });
    }
  }
  const [first] = controls;
  const floors = floorsOf({ schema: qualificationSchemaVersion, fingerprint: {}, controls, injections: [] });
  return () => floors(first?.suite ?? '', first?.metric ?? '');
}

function launchesOf({ cells }: GateVerdict): number {
  const stages = cells.flatMap(({ screen, confirm }) => (confirm === null ? [screen] : [screen, confirm]));
  const arms = stages.flatMap(({ arms: { base, head, control } }) => [base, head, control]);
  return arms.reduce((sum, { launches, failures }) => sum + launches.length + failures.length, 0);
}

function shareOf(count: number, of: number): Share {
  const { lo, hi } = binomialInterval(count, of);
  return { count, of, share: count / of, lo, hi };
}
