/** Plays one launch with real processes: starts them, talks with them, and leaves nothing of them behind. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cwd } from 'node:process';
import type { Generator } from '../model/generator.js';
import type { TreeUsage } from '../model/launch.js';
import type { PlannedLaunch, Timing } from '../model/plan.js';
import { type LaunchSpecification, protocolVersion, type ResultMessage } from '../model/protocol.js';
import type { Suite } from '../model/suite.js';
import { cannotWrite } from '../store/write-file.js';
import { isOpen, resultFault } from './check-result.js';
import type { Clock } from './clock.js';
import { type Conversation, type Patience, Talk, type Verdict } from './conversation.js';
import { metricFault } from './derive-metrics.js';
import type { Executor, LaunchProcess } from './executor.js';
import { playServer } from './play-server.js';
import { reproduceCommand } from './reproduce.js';

/** What every launch of a run shares. */
export interface LaunchContext {
  readonly executor: Executor;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly patience: Patience;
  /** Most bytes of memory that one process of a launch may use. */
  readonly memoryLimit: number;
  /** Aborted to kill the launch under way. */
  readonly signal: AbortSignal;
}

/** What one process of a launch runs. */
interface Program {
  readonly command: readonly string[];
  /** The folder it is started in; the one Tutti was called from when it is not given. */
  readonly folder?: string;
  /** Share by which it is to slow itself down. */
  readonly slowdown?: number;
  /** Milliseconds that it has for its result beyond warm-up and window, when it needs more than the others. */
  readonly resultMs?: number;
}

/** What one launch runs: the target, and what it needs. */
export interface LaunchSubject extends Program {
  readonly suite: Suite;
  /** The folder of the suite's materials at this point. */
  readonly materials?: string;
  /** Name of the device they lie on, where its other work would disturb the launch. */
  readonly device?: string;
  /** Who loads the target, which is a server then. */
  readonly generator?: Generator;
}

/** What a launch came to, with all that was seen of its processes. */
export interface Played {
  /** The result is that of whoever measured: the target itself, or the generator that loaded it. */
  readonly verdict: Verdict;
  readonly intervals: Conversation['intervals'];
  /** Of the target: milliseconds until it was ready, its accounting, the CPUs it was pinned to. */
  readonly readyMs: number | null;
  readonly usage: TreeUsage | null;
  readonly pinned: readonly number[] | null;
  /** What is known of the load, and the server's own result. */
  readonly load?: {
    readonly generator: string;
    readonly pinned: readonly number[] | null;
    readonly usage: TreeUsage | null;
    readonly server: ResultMessage;
  };
  readonly log: string;
  readonly reproduce: string;
}

/** A launch about to be played: how its processes are started, and what all of them are told. */
export class Stage {
  readonly planned: PlannedLaunch;
  readonly subject: LaunchSubject;
  readonly context: LaunchContext;
  readonly #dir: string;

  constructor(planned: PlannedLaunch, subject: LaunchSubject, context: LaunchContext, dir: string) {
    this.planned = planned;
    this.subject = subject;
    this.context = context;
    this.#dir = dir;
  }

  /** The specification for a program that may use these CPUs. */
  specification({ slowdown }: Program, cpus: readonly number[]): LaunchSpecification {
    const { id, suite, point, seed } = this.planned;
    const { materials } = this.subject;
    return {
      protocol: protocolVersion,
      launch: id,
      nonce: randomBytes(8).toString('hex'),
      suite,
      point,
      ...this.context.timing,
      seed,
      cpus: [...cpus],
      dir: this.#dir,
      ...(materials !== undefined && { materials }),
      ...(slowdown !== undefined && { slowdown }),
    };
  }

  /** Starts a program; it ends when the launch is broken off. `pinned` null leaves it all CPUs. */
  start({ command, folder = cwd() }: Program, pinned: readonly number[] | null): LaunchProcess {
    const { executor, memoryLimit, signal } = this.context;
    const process = executor.start({ command, folder, environment: {}, cpus: pinned, memoryLimit });
    const stop = (): void => process.stop();
    signal.addEventListener('abort', stop);
    void process.ended.then(() => signal.removeEventListener('abort', stop));
    return process;
  }

  /** The shell command that starts one of its processes again. */
  reproduce(
    { command, folder = cwd() }: Program,
    specification: LaunchSpecification,
    pinned: readonly number[] | null,
  ) {
    return reproduceCommand(command, folder, specification, pinned);
  }
}

/** How the name of every scratch folder begins. */
export const scratchPrefix = 'tutti-launch-';

/** Plays a launch in a scratch folder of its own. @throws TuttiError CANNOT_WRITE */
export async function play(
  planned: PlannedLaunch,
  subject: LaunchSubject,
  context: LaunchContext,
): Promise<Played> {
  const dir = makeScratchFolder();
  try {
    const stage = new Stage(planned, subject, context, dir);
    const { generator } = subject;
    return await (generator === undefined ? playAlone(stage) : playServer(stage, generator));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @throws TuttiError CANNOT_WRITE */
function makeScratchFolder(): string {
  const prefix = join(tmpdir(), scratchPrefix);
  try {
    return mkdtempSync(prefix);
  } catch (thrown) {
    throw cannotWrite(prefix, thrown, 'TMPDIR=DIR');
  }
}

/** A target that works by itself. */
async function playAlone(stage: Stage): Promise<Played> {
  const { subject, context } = stage;
  const specification = stage.specification(subject, context.executor.cpus);
  const target = stage.start(subject, null);
  const talk = await new Talk(target, specification, {
    clock: context.clock,
    patience: patienceFor(stage),
  }).toTheEnd();
  return {
    verdict: await checked(talk, subject.suite, context.timing.measureMs),
    intervals: talk.intervals,
    readyMs: talk.readyMs,
    usage: talk.ending.usage,
    pinned: null,
    log: target.log(),
    reproduce: stage.reproduce(subject, specification, null),
  };
}

function patienceFor({ subject: { resultMs = 0 }, context: { patience } }: Stage): Patience {
  return { ...patience, resultMs: Math.max(patience.resultMs, resultMs) };
}

/** The verdict of a conversation, after what only the harness can check. */
async function checked(talk: Conversation, suite: Suite, measureMs: number): Promise<Verdict> {
  const { verdict, address } = talk;
  if (verdict.type !== 'result') return verdict;
  const fault =
    metricFault(suite.metrics, verdict.result, 'target') ?? resultFault(verdict.result, talk, measureMs);
  if (fault !== undefined) return { type: 'failed', reason: 'bad-result', detail: fault };
  if (address !== null && (await isOpen(address))) {
    return { type: 'failed', reason: 'port-open', detail: `${address.host}:${address.port} still answers` };
  }
  return verdict;
}
