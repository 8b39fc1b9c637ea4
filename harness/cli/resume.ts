/** Going on with a run that was broken off: what is left of its plan, and whether this is the machine it began on. */
import { remaining } from '../launch/run-plan.js';
import { fingerprint } from '../model/environment.js';
import { TuttiError } from '../model/errors.js';
import type { Plan } from '../model/plan.js';
import { readRun } from '../store/run-folder.js';
import { currentEnvironment } from './new-run.js';

/** The launches of a stored run that are still to do. */
export function planLeft(folder: string): Plan {
  const { run, launches } = readRun(folder);
  return { ...run.plan, launches: remaining(run.plan, launches).map(({ planned }) => planned) };
}

/**
 * Launches of one run must be comparable with each other.
 * @param folder of the run
 * @param materials the folder of all materials
 * @throws TuttiError RUN_ELSEWHERE naming what is not as it was when the run began
 */
export async function requireSameEnvironment(folder: string, materials: string): Promise<void> {
  const { run } = readRun(folder);
  const before = fingerprint(run.environment);
  const now = fingerprint(await currentEnvironment(run.targets, materials));
  const differences = Object.keys(before)
    .filter((name) => before[name] !== now[name])
    .map((name) => `${name} was ${before[name]}, is ${now[name]}`);
  if (differences.length === 0) return;
  throw new TuttiError('RUN_ELSEWHERE', { run: run.id, differences: differences.join('; ') });
}
