/** Measures what is left of an open run on this machine; Ctrl-C breaks off and keeps what is measured. */
import type { LaunchRecord } from '../model/launch.js';
import { TuttiError } from '../model/errors.js';
import { systemClock } from '../launch/clock.js';
import { localExecutor, builtSupervisor } from '../launch/local.js';
import type { LaunchContext, LaunchSubject } from '../launch/play.js';
import { runLaunch } from '../launch/run-launch.js';
import { runPlan } from '../launch/run-plan.js';
import type { PlannedLaunch } from '../model/plan.js';
import type { RunWriter } from '../store/run-folder.js';
import { availableMemory } from '../observe/proc.js';
import { Progress } from '../report/progress.js';
import { type House, root } from './house.js';

/** What the harness grants a target beyond warm-up and window: to stop all its threads, and to end. */
const patience = { resultMs: 20_000, exitMs: 10_000 };
/** Share of the memory available at the start of measuring that one launch may use. */
const memoryShare = 0.75;

/** Runs the plan of `writer` to its end, or until SIGINT or SIGTERM. The run is closed either way. */
export async function measure(
  writer: RunWriter,
  house: House,
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
    const finished = await runPlan(plan, {
      done: writer.done,
      clock: systemClock,
      signal: interruption.signal,
      launch: (planned, attempt) => runLaunch(planned, attempt, subjectOf(planned, house), context),
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

/** The suite and the command of a planned launch, as the house has them now. */
function subjectOf({ suite: suiteName, target: targetName }: PlannedLaunch, house: House): LaunchSubject {
  const suite = house.suites.find(({ name }) => name === suiteName);
  if (suite === undefined) {
    throw new TuttiError('UNKNOWN_SUITE', {
      name: suiteName,
      known: house.suites.map(({ name }) => name).join(', '),
    });
  }
  const way = house.targets.find(({ name }) => name === targetName)?.suites[suiteName];
  if (way === undefined || !('command' in way)) {
    throw new TuttiError('UNKNOWN_TARGET', {
      name: targetName,
      known: house.targets.map(({ name }) => name).join(', '),
    });
  }
  return { suite, command: way.command };
}

/** The last record of each launch. */
function latest(launches: readonly LaunchRecord[]): LaunchRecord[] {
  return [...new Map(launches.map((launch) => [launch.id, launch])).values()];
}
