/** From the launches of a qualification, and what was known of the machine before, to its report. */
import { type FloorOf, floorsOf, floorsWithout } from '../judge/noise-floor.js';
import type { LaunchRecord } from '../model/launch.js';
import type { Qualification } from '../model/qualification.js';
import { qualificationReportVersion, type QualificationReport } from '../model/qualification-report.js';
import type { Run } from '../model/run.js';
import { splitArm } from '../model/target.js';
import { unfitnesses } from './fitness.js';
import { machineNoise } from './machine-noise.js';
import { numberNoise } from './number-noise.js';
import type { TrialSize } from './qualification-plan.js';
import { type FloorFor, metricNoise, ratesOf } from './rates.js';
import type { Trials } from './trials.js';

/** What was measured, and what is known now. */
export interface Qualified {
  readonly run: Run;
  readonly launches: readonly LaunchRecord[];
  readonly size: TrialSize;
  /** Of this run. */
  readonly trials: Trials;
  /** Of all runs on this machine, this one included, and the file that it is in. */
  readonly qualification: Qualification;
  readonly file: string;
}

/**
 * Whether the machine is fit is judged by this run alone: what it was once is not what it is now. The floors that its trials,
 * and those of every other run, are held against are those of all the other runs (`floorsWithout`).
 */
export function judgeQualification(qualified: Qualified): QualificationReport {
  const { run, launches, size, trials, qualification, file } = qualified;
  const floorOf = floorsOf(qualification);
  const floors = new Map<string, FloorOf>();
  const floorFor: FloorFor = (of) => {
    const without = floors.get(of) ?? floorsWithout(qualification, of);
    floors.set(of, without);
    return without;
  };
  const now = ratesOf(trials, run.suites, floorFor);
  const measured = new Set(trials.controls.map(({ suite, metric }) => `${suite} ${metric}`));
  const known = qualification.controls.filter(({ suite, metric }) => measured.has(`${suite} ${metric}`));
  const reasons = unfitnesses(now);
  return {
    schema: qualificationReportVersion,
    run: run.id,
    file,
    fingerprint: qualification.fingerprint,
    subjects: subjectsOf(run),
    ...size,
    failures: launches.filter(({ outcome }) => outcome === 'failed').length,
    now,
    all: ratesOf(qualification, run.suites, floorFor),
    metrics: metricNoise(known, floorOf),
    noise: [...numberNoise(run, launches), ...machineNoise(launches)],
    fit: reasons.length === 0,
    reasons,
  };
}

/** Who was measured, once for each suite and target. */
function subjectsOf({ plan, targets }: Run): QualificationReport['subjects'] {
  const subjects = new Map<string, { suite: string; target: string; slowable: boolean }>();
  for (const launch of plan.launches) {
    const { target } = splitArm(launch.target);
    const key = `${launch.suite} ${target}`;
    const slowed = targets.find(({ name }) => name === launch.target)?.slowdown !== undefined;
    const slowable = slowed || subjects.get(key)?.slowable === true;
    subjects.set(key, { suite: launch.suite, target, slowable });
  }
  return [...subjects.values()];
}
