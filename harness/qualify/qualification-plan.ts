/** The plan of a qualification: the arms of every subject, interleaved in the same blocks as any other targets. */
import type { Plan } from '../model/plan.js';
import { type ProfileName, profiles } from '../model/profile.js';
import { makePlan } from '../plan/make-plan.js';
import { armsIn } from './arms.js';
import type { Subject } from './subjects.js';

/** How much is measured of each subject. */
export interface TrialSize {
  /** Blocks of one trial: what is compared as if it were a run of its own. */
  readonly blocks: number;
  readonly trials: number;
}

/** By profile: the blocks of a trial are those that a comparison of the profile has. */
export const trialSizes: Readonly<Record<ProfileName, TrialSize>> = {
  smoke: { blocks: 6, trials: 1 },
  quick: { blocks: 6, trials: 2 },
  standard: { blocks: 10, trials: 4 },
  paper: { blocks: 10, trials: 10 },
};

/** Blocks in a row make up a trial, so that a qualification is a run like any other. */
export function qualificationPlan(
  subjects: readonly Subject[],
  profile: ProfileName,
  { blocks, trials }: TrialSize,
  seed: number,
): Plan {
  const { warmupMs, measureMs, intervalMs, readyMs } = profiles[profile];
  return makePlan({
    profile,
    seed,
    timing: { warmupMs, measureMs, intervalMs, readyMs },
    launches: blocks * trials,
    treatments: subjects.map(({ suite, target, point }) => ({
      suite: suite.name,
      point,
      targets: armsIn(target, suite).map(({ name }) => name),
    })),
  });
}

/** The size of the trials of a plan that `qualificationPlan` has made. */
export function sizeOfPlan({ profile, launches }: Plan): TrialSize {
  const { blocks } = trialSizes[profile];
  const passes = launches.reduce((most, { block }) => Math.max(most, block), 0);
  return { blocks, trials: Math.ceil(passes / blocks) };
}
