/** Runs the launches of a plan in their order, skipping what is done; knows neither processes nor files. */
import { cellKey } from '../model/cell.js';
import type { LaunchRecord } from '../model/launch.js';
import { blockKey, type Plan, type PlannedLaunch } from '../model/plan.js';
import type { Clock } from './clock.js';

/** What `runPlan` is given to work with. */
export interface PlanWork {
  /** Records that are there already, the last attempt of each launch. */
  readonly done: readonly LaunchRecord[];
  readonly clock: Clock;
  launch(planned: PlannedLaunch, attempt: number): Promise<LaunchRecord>;
  /** Keeps a record; the next launch starts after it is safe. */
  keep(record: LaunchRecord): void;
  /** Hears of progress after each launch. */
  progress(record: LaunchRecord, state: PlanProgress): void;
  /** Aborted to break off; the launch under way is thrown away. */
  readonly signal: AbortSignal;
}

export interface PlanProgress {
  readonly done: number;
  readonly planned: number;
}

/**
 * Runs what is left of a plan. A block that was broken off is run again whole, as a further attempt, so that an
 * interruption cannot favour anyone. A cell that has only ever answered `unsupported`, twice, is not started again in this
 * run: its later launches get that answer, with the launch that gave it. (Twice, for one disturbed launch may run out of
 * time where the next one would not.)
 * @returns true when the plan is finished, false when it was broken off
 */
export async function runPlan(plan: Plan, work: PlanWork): Promise<boolean> {
  const todo = remaining(plan, work.done);
  const answers = new Answers();
  for (const record of work.done) answers.hear(record);
  let done = plan.launches.length - todo.length;
  for (const { planned, attempt } of todo) {
    if (work.signal.aborted) return false;
    const answer = answers.of(planned);
    const record =
      answer === undefined
        ? await work.launch(planned, attempt)
        : repeated(planned, attempt, answer, work.clock);
    if (work.signal.aborted) return false;
    answers.hear(record);
    work.keep(record);
    done += 1;
    work.progress(record, { done, planned: plan.launches.length });
  }
  return true;
}

type Unsupported = Extract<LaunchRecord, { outcome: 'unsupported' }>;

/** How often a cell must say that it is unsupported before it is believed. */
const askedTimes = 2;

/** What the cells of a run have answered so far. */
class Answers {
  readonly #heard = new Map<
    string,
    { unsupported: number; otherwise: boolean; last: Unsupported | undefined }
  >();

  hear(record: LaunchRecord): void {
    const heard = this.#heard.get(cellKey(record)) ?? { unsupported: 0, otherwise: false, last: undefined };
    if (record.outcome !== 'unsupported') heard.otherwise = true;
    else if (record.answeredBy === null) {
      heard.unsupported += 1;
      heard.last = record;
    }
    this.#heard.set(cellKey(record), heard);
  }

  /** The answer to give for a launch without starting it; undefined when it is to be started. */
  of(planned: PlannedLaunch): Unsupported | undefined {
    const heard = this.#heard.get(cellKey(planned));
    return heard === undefined || heard.otherwise || heard.unsupported < askedTimes ? undefined : heard.last;
  }
}

/** The launches still to do: those of every block that is not complete. */
export function remaining(
  plan: Plan,
  done: readonly LaunchRecord[],
): { planned: PlannedLaunch; attempt: number }[] {
  const recorded = new Map(done.map((record) => [record.id, record.attempt]));
  const attempts = new Map<string, number>();
  const broken = new Set<string>();
  for (const planned of plan.launches) {
    const attempt = recorded.get(planned.id);
    const block = blockKey(planned);
    if (attempt === undefined) broken.add(block);
    else attempts.set(block, Math.max(attempts.get(block) ?? 0, attempt));
  }
  return plan.launches
    .filter((planned) => broken.has(blockKey(planned)))
    .map((planned) => ({ planned, attempt: (attempts.get(blockKey(planned)) ?? 0) + 1 }));
}

function repeated(planned: PlannedLaunch, attempt: number, answer: Unsupported, clock: Clock): LaunchRecord {
  return {
    ...planned,
    attempt,
    startedAt: clock.date(),
    timing: { readyMs: null, totalMs: 0, overheadMs: 0 },
    usage: null,
    disturbance: null,
    pinned: null,
    outcome: 'unsupported',
    reason: answer.reason,
    answeredBy: answer.id,
  };
}
