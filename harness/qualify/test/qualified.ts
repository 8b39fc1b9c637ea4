/** Qualifications of machines that exist only in numbers. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { floorsOf } from '../../judge/noise-floor.js';
import type { Disturbance, LaunchRecord } from '../../model/launch.js';
import type { PlannedLaunch } from '../../model/plan.js';
import type { QualificationReport } from '../../model/qualification-report.js';
import type { Run } from '../../model/run.js';
import { injectedShareFact } from '../../model/slowdown.js';
import { suiteLike, targetLike } from '../../model/test/records.js';
import { measuredLaunch, recordsOf, runOf } from '../../model/test/records.js';
import { normal } from '../../stats/normal.js';
import { armsToQualify } from '../arms.js';
import { judgeQualification } from '../judge-qualification.js';
import { qualificationPlan, type TrialSize } from '../qualification-plan.js';
import { trialsOf } from '../trials.js';

/** What a machine does to a launch: the factor by which it takes longer, and what is seen around it. */
export interface SyntheticMachine {
  /** Standard deviation of what a launch gains or loses, as a share. */
  readonly noise: number;
  factor?(planned: PlannedLaunch, place: number): number;
  seen?(place: number): Partial<Disturbance>;
  /** What becomes of the effect of a delay loop; 1 when it takes what it should. */
  readonly effect?: number;
}

const undisturbed: Disturbance = {
  spinBeforeNs: 1,
  spinAfterNs: 1,
  steal: 0,
  foreignCpus: 0.01,
  foreignIo: null,
};

/** A run of one subject with all its arms. */
export function armedRun(size: TrialSize): Run {
  const suite = { ...suiteLike({ name: 'work' }), verify: () => [] };
  const target = targetLike({ name: 'thing', suites: { work: { command: ['thing'], slowable: true } } });
  const subject = { suite, target, point: { pairs: 1, capacity: 1 } };
  const plan = qualificationPlan([subject], 'quick', size, 7);
  return { ...runOf({ suite }), plan, targets: armsToQualify(target) };
}

/** The launches of a run on a machine. */
export function launchesOn(run: Run, machine: SyntheticMachine, seed = 1): LaunchRecord[] {
  const random = xoroshiro128plus(seed);
  let place = 0;
  return recordsOf(run, (planned) => {
    const slowdown = run.targets.find(({ name }) => name === planned.target)?.slowdown;
    const slower = 1 + (slowdown ?? 0) * (machine.effect ?? 1);
    const factor =
      slower * (machine.factor?.(planned, place) ?? 1) * Math.exp(machine.noise * normal(random));
    const record = measuredLaunch({
      ...planned,
      throughput: 1e5 / factor,
      disturbance: { ...undisturbed, ...machine.seen?.(place) },
      ...(slowdown !== undefined && { facts: { [injectedShareFact]: String(slowdown) } }),
    });
    place++;
    return record;
  });
}

/** What `tutti qualify` says of a machine, all of whose knowledge is this one run. */
export function qualified(
  machine: SyntheticMachine,
  size: TrialSize = { blocks: 6, trials: 10 },
): QualificationReport {
  const run = armedRun(size);
  const launches = launchesOn(run, machine);
  const trials = trialsOf(run, launches, size.blocks, floorsOf(null));
  const qualification = { schema: 1 as const, fingerprint: {}, ...trials };
  return judgeQualification({ run, launches, size, trials, qualification, file: 'here.json' });
}
