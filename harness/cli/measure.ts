/** Measures what is left of an open run on this machine; Ctrl-C breaks off and keeps what is measured. */
import type { LaunchRecord } from '../model/launch.js';
import { TuttiError } from '../model/errors.js';
import { systemClock } from '../launch/clock.js';
import { localExecutor, builtSupervisor } from '../launch/local.js';
import type { LaunchContext, LaunchSubject } from '../launch/play.js';
import { runLaunch } from '../launch/run-launch.js';
import { runPlan } from '../launch/run-plan.js';
import type { Generator } from '../model/generator.js';
import type { PlannedLaunch } from '../model/plan.js';
import type { Run } from '../model/run.js';
import type { Suite } from '../model/suite.js';
import { splitArm, type Target } from '../model/target.js';
import type { RunWriter } from '../store/run-folder.js';
import { availableMemory } from '../observe/proc.js';
import { Progress } from '../report/progress.js';
import { type House, root } from './house.js';
import { generatorNamed } from './loading.js';
import { prepareMaterials } from './materials.js';

/** What the harness grants a target beyond warm-up and window: to stop all its threads, and to end. */
const patience = { resultMs: 20_000, exitMs: 10_000 };
/** Share of the memory available at the start of measuring that one launch may use. */
const memoryShare = 0.75;

/**
 * Runs the plan of `writer` to its end, or until SIGINT or SIGTERM. The run is closed either way.
 * @param materialsFolder where the files lie that launches read
 */
export async function measure(
  writer: RunWriter,
  house: House,
  materialsFolder: string,
): Promise<{ launches: LaunchRecord[]; finished: boolean }> {
  const { plan } = writer.run;
  const launches = [...writer.done];
  const progress = new Progress(process.stderr, () => systemClock.now());
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const context: LaunchContext = {
    executor: localExecutor(builtSupervisor(root)),
    clock: systemClock,
    timing: plan.timing,
    patience,
    memoryLimit: (availableMemory() ?? Number.POSITIVE_INFINITY) * memoryShare,
    signal: interruption.signal,
  };
  try {
    const materials = await prepareMaterials(
      plan,
      (name) => suiteNamed(name, house),
      materialsFolder,
      progress,
    );
    const subjectOf = (planned: PlannedLaunch): LaunchSubject => ({
      ...suiteAndProgram(planned, writer.run, house),
      ...materials(planned),
      ...generatorOf(planned, writer.run, house),
    });
    const finished = await runPlan(plan, {
      done: writer.done,
      clock: systemClock,
      signal: interruption.signal,
      launch: (planned, attempt) => runLaunch(planned, attempt, subjectOf(planned), context),
      keep(record) {
        writer.append(record);
        launches.push(record);
      },
      progress: (record, { done, planned }) => progress.launched(record, done, planned),
    });
    return { launches: latest(launches), finished };
  } finally {
    progress.end();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    writer.close();
  }
}

/**
 * As `measure`, for a run that is to be whole.
 * @throws TuttiError INTERRUPTED saying how to go on
 */
export async function measureWhole(
  writer: RunWriter,
  house: House,
  materialsFolder: string,
): Promise<LaunchRecord[]> {
  const { launches, finished } = await measure(writer, house, materialsFolder);
  if (finished) return launches;
  const { run, folder } = writer;
  const counts = { done: launches.length, planned: run.plan.launches.length };
  throw new TuttiError('INTERRUPTED', { ...counts, folder, run: run.id });
}

/** Who loads the target of a planned launch, as the run says. */
function generatorOf({ suite }: PlannedLaunch, { generators }: Run, house: House): { generator?: Generator } {
  const loading = generators[suite];
  return loading === undefined ? {} : { generator: generatorNamed(house, loading.name) };
}

/** @throws TuttiError UNKNOWN_SUITE */
function suiteNamed(name: string, { suites }: House): Suite {
  const suite = suites.find((one) => one.name === name);
  if (suite !== undefined) return suite;
  throw new TuttiError('UNKNOWN_SUITE', { name, known: suites.map((one) => one.name).join(', ') });
}

/** The suite and the program of a planned launch, as the house has them now; an arm, which the house has not, as the run has it. */
function suiteAndProgram(
  { suite: suiteName, target: targetName }: PlannedLaunch,
  run: Run,
  house: House,
): Pick<LaunchSubject, 'suite' | 'command' | 'folder' | 'slowdown' | 'resultMs'> {
  const suite = suiteNamed(suiteName, house);
  const isIt = ({ name }: Target): boolean => name === targetName;
  const target =
    house.targets.find(isIt) ?? (splitArm(targetName).arm === null ? undefined : run.targets.find(isIt));
  const way = target?.suites[suiteName];
  if (target === undefined || way === undefined || !('command' in way)) {
    throw new TuttiError('UNKNOWN_TARGET', {
      name: targetName,
      known: house.targets.map(({ name }) => name).join(', '),
    });
  }
  const { folder, slowdown } = target;
  return {
    suite,
    command: way.command,
    ...(way.resultMs !== undefined && { resultMs: way.resultMs }),
    ...(folder !== undefined && { folder }),
    ...(slowdown !== undefined && { slowdown }),
  };
}

/** The last record of each launch. */
function latest(launches: readonly LaunchRecord[]): LaunchRecord[] {
  return [...new Map(launches.map((launch) => [launch.id, launch])).values()];
}
