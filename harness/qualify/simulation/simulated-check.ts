/**
 * One check on a machine that exists only in numbers. All but the launches is what `tutti check` does: the plan, the running
 * of the plan, the two stages, the judge.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { FloorOf } from '../../judge/noise-floor.js';
import { checkInStages } from '../../judge/gate/two-stages.js';
import { runPlan } from '../../launch/run-plan.js';
import { type GateConfig, type GatedCell, gateTiming, type GateVerdict } from '../../model/gate.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { PlannedLaunch } from '../../model/plan.js';
import { splitArm } from '../../model/target.js';
import { armTreatments } from '../../plan/arm-treatments.js';
import { makePlan } from '../../plan/make-plan.js';
import type { Machine } from './noise.js';
import { syntheticLaunch, syntheticSuite, VirtualClock } from './synthetic-launch.js';

/** What is checked, and on what. */
export interface SimulatedCheck {
  readonly cells: readonly GatedCell[];
  readonly blocks: GateConfig['blocks'];
  readonly floorOf: FloorOf;
  /** Seeds of the plans. */
  readonly seed: number;
  /** The machine of a session. */
  machine(stage: 'screen' | 'confirm'): Machine;
  /** The factor by which head takes longer at a cell than base does. */
  slower(launch: PlannedLaunch): number;
}

/** Cells of the synthetic suite, numbered from 1. */
export function syntheticCells(count: number, margin: number): GatedCell[] {
  return Array.from({ length: count }, (_, index) => ({
    suite: syntheticSuite.name,
    target: 'subject',
    point: { cell: index + 1 },
    metric: 'throughput',
    margin,
  }));
}

/** Plays the check to its verdict, in no time. */
export function playCheck(check: SimulatedCheck): Promise<GateVerdict> {
  const seeds = xoroshiro128plus(check.seed);
  const clock = new VirtualClock();
  return checkInStages({
    at: clock.date(),
    asked: { confirmAll: false, failOnInconclusive: false },
    base: { name: 'base', commit: null },
    head: { name: 'head', commit: null },
    fingerprint: {},
    notes: [],
    differences: [],
    suites: [syntheticSuite],
    cells: check.cells,
    floorOf: check.floorOf,
    accepted: [],
    blocks: check.blocks,
    async measure(stage, cells, blocks) {
      const seed = uniformInt(seeds, 0, 0x7fff_ffff);
      const treatments = armTreatments(cells);
      const plan = makePlan({ profile: 'standard', seed, timing: gateTiming, launches: blocks, treatments });
      const machine = check.machine(stage);
      const launches: LaunchRecord[] = [];
      await runPlan(plan, {
        done: [],
        clock,
        signal: new AbortController().signal,
        launch(planned, attempt) {
          const slower = splitArm(planned.target).arm === 'head' ? check.slower(planned) : 1;
          const factor = machine(planned) * slower;
          return Promise.resolve(syntheticLaunch(planned, attempt, factor, gateTiming, clock));
        },
        keep: (record) => launches.push(record),
        progress: () => {},
      });
      return { run: stage, folder: stage, seed, blocks, launches };
    },
  });
}
