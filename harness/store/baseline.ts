/** Baselines: what a target came to at another time, kept as the verdict of a check or as a run. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { machineFingerprint } from '../model/environment.js';
import type { LaunchRecord } from '../model/launch.js';
import { armName, splitArm } from '../model/target.js';
import { readVerdict } from './gate-files.js';
import { readRun } from './run-folder.js';

export interface Baseline {
  readonly run: string;
  readonly at: string;
  /** Revision that was measured; null when it is not known. */
  readonly commit: string | null;
  readonly fingerprint: Record<string, string>;
  /** Its launches, as those of the arm `base`. Throws TuttiError RUN_DAMAGED when they were not kept beside the verdict. */
  launches(): LaunchRecord[];
}

/**
 * Reads a baseline: of a check what was head then, by the stage that decided; of a run its targets.
 * @param path `verdict.json` or the folder of a check, `run.json` or the folder of a run
 * @throws TuttiError NO_VERDICT, RUN_NEWER, RUN_DAMAGED, BAD_DECLARATION
 */
export function readBaseline(path: string): Baseline {
  const folder = existsSync(path) && statSync(path).isDirectory() ? path : dirname(path);
  if (basename(path) === 'run.json' || (folder === path && existsSync(join(path, 'run.json')))) {
    const { run, launches } = readRun(folder);
    return {
      run: run.id,
      at: run.startedAt,
      commit: run.environment.git.revision,
      fingerprint: machineFingerprint(run.environment),
      launches: () => launches.map((launch) => ({ ...launch, target: armName(launch.target, 'base') })),
    };
  }
  const verdict = readVerdict(folder === path ? join(path, 'verdict.json') : path);
  const stage = verdict.stages.confirm ?? verdict.stages.screen;
  return {
    run: stage.run,
    at: verdict.at,
    commit: verdict.head.commit,
    fingerprint: verdict.fingerprint,
    launches: () =>
      readRun(join(folder, stage.folder)).launches.flatMap((launch) => {
        const { target, arm } = splitArm(launch.target);
        return arm === 'head' ? [{ ...launch, target: armName(target, 'base') }] : [];
      }),
  };
}
