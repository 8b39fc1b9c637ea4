/** Runs one launch: fresh processes, warm-up, measured window, verification; always ends in a record. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cwd } from 'node:process';
import type { Disturbance, LaunchRecord, MeasuredLaunch } from '../model/launch.js';
import type { PlannedLaunch, Timing } from '../model/plan.js';
import { type LaunchSpecification, protocolVersion, type ResultMessage } from '../model/protocol.js';
import type { Suite } from '../model/suite.js';
import { type ValidityCode, validityReasons } from '../model/validity.js';
import { DisturbanceWatch, isDisturbed } from '../observe/disturbance.js';
import { testSteady } from '../stats/steady.js';
import { cannotWrite } from '../store/write-file.js';
import type { Clock } from './clock.js';
import { type Conversation, converse, type Patience, type Verdict } from './conversation.js';
import { deriveMetrics, metricFault } from './derive-metrics.js';
import type { Executor } from './executor.js';
import { reproduceCommand } from './reproduce.js';

/** What every launch of a run shares. */
export interface LaunchContext {
  readonly executor: Executor;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly patience: Patience;
  /** Most bytes of memory that one launch may use. */
  readonly memoryLimit: number;
  /** Aborted to kill the launch under way. */
  readonly signal: AbortSignal;
}

/** What one launch runs. */
export interface LaunchSubject {
  readonly suite: Suite;
  readonly command: readonly string[];
}

/** Runs a planned launch to its record. Throws only when the harness itself cannot go on. */
export async function runLaunch(
  planned: PlannedLaunch,
  attempt: number,
  subject: LaunchSubject,
  context: LaunchContext,
): Promise<LaunchRecord> {
  const { clock, timing } = context;
  const startedAt = clock.date();
  const began = clock.now();
  const watch = new DisturbanceWatch();
  const played = await play(planned, subject, context);
  const { usage } = played.talk.ending;
  const disturbance = watch.finish(usage);
  const totalMs = clock.now() - began;
  const overheadMs = totalMs - timing.warmupMs - timing.measureMs;
  const shared = {
    ...planned,
    attempt,
    startedAt,
    timing: { readyMs: played.talk.readyMs, totalMs, overheadMs },
    usage,
    disturbance,
    pinned: null,
  };
  const { verdict } = played;
  switch (verdict.type) {
    case 'unsupported':
      return { ...shared, outcome: 'unsupported', reason: verdict.reason, answeredBy: null };
    case 'failed': {
      const { reason, detail } = verdict;
      const { log, reproduce } = played;
      return { ...shared, outcome: 'failed', failure: { reason, detail, log, reproduce } };
    }
    case 'result':
      return { ...shared, ...measured(verdict.result, played.talk, subject.suite, planned, disturbance) };
  }
}

/** One launch, played to its end. */
interface Played {
  readonly talk: Conversation;
  readonly verdict: Verdict;
  readonly log: string;
  readonly reproduce: string;
}

/** Starts the processes of a launch, talks with them, and leaves nothing of them behind. */
async function play(
  planned: PlannedLaunch,
  { suite, command }: LaunchSubject,
  { executor, clock, timing, patience, memoryLimit, signal }: LaunchContext,
): Promise<Played> {
  const dir = makeScratchFolder();
  try {
    const specification = specify(planned, timing, executor.cpus, dir);
    const target = executor.start({ command, folder: cwd(), environment: {}, cpus: null, memoryLimit });
    const stop = (): void => target.stop();
    signal.addEventListener('abort', stop);
    const talk = await converse(target, specification, clock, patience);
    signal.removeEventListener('abort', stop);
    const reproduce = reproduceCommand(command, cwd(), specification, null);
    return { talk, verdict: await checked(talk, suite, timing.measureMs), log: target.log(), reproduce };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @throws TuttiError CANNOT_WRITE */
function makeScratchFolder(): string {
  const prefix = join(tmpdir(), 'tutti-launch-');
  try {
    return mkdtempSync(prefix);
  } catch (thrown) {
    throw cannotWrite(prefix, thrown, 'TMPDIR=DIR');
  }
}

function specify(
  planned: PlannedLaunch,
  timing: Timing,
  cpus: readonly number[],
  dir: string,
): LaunchSpecification {
  return {
    protocol: protocolVersion,
    launch: planned.id,
    nonce: randomBytes(8).toString('hex'),
    suite: planned.suite,
    point: planned.point,
    ...timing,
    seed: planned.seed,
    cpus: [...cpus],
    dir,
  };
}

/** The part of a record that only a result gives. */
type Measurement = Pick<
  MeasuredLaunch,
  | 'outcome'
  | 'elapsedMs'
  | 'work'
  | 'metrics'
  | 'intervals'
  | 'verification'
  | 'facts'
  | 'windowUsage'
  | 'validity'
  | 'findings'
>;

/** The verdict of a conversation, after what only the harness can check: metrics, and the port of a server. */
async function checked(talk: Conversation, suite: Suite, measureMs: number): Promise<Verdict> {
  const { verdict, address, intervals } = talk;
  if (verdict.type !== 'result') return verdict;
  const fault =
    metricFault(suite.metrics, verdict.result) ??
    windowFault(verdict.result, talk.workedMs, measureMs) ??
    intervalFault(verdict.result, intervals);
  if (fault !== undefined) return { type: 'failed', reason: 'bad-result', detail: fault };
  if (address !== null && (await isOpen(address.host, address.port))) {
    return { type: 'failed', reason: 'port-open', detail: `${address.host}:${address.port} still answers` };
  }
  return verdict;
}

/** Share of the window asked for that must have been measured. */
const leastWindow = 0.9;
/** Milliseconds by which the clocks of harness and target may disagree: a message is read a little after it is sent. */
const clockSlackMs = 50;

/** A window must be as long as it was asked to be, and no longer than the harness saw the target work. */
function windowFault(
  { elapsedMs }: ResultMessage,
  workedMs: number | null,
  measureMs: number,
): string | undefined {
  if (elapsedMs < leastWindow * measureMs) {
    return `a window of ${elapsedMs} ms, where ${measureMs} ms were asked for`;
  }
  if (workedMs !== null && elapsedMs > workedMs + clockSlackMs) {
    return `a window of ${elapsedMs} ms in a launch that gave its result ${Math.round(workedMs)} ms after it was ready`;
  }
  return undefined;
}

/** Intervals must be in order and add up to the work of the window. */
function intervalFault(result: ResultMessage, intervals: Conversation['intervals']): string | undefined {
  if (intervals.length === 0) return undefined;
  const inOrder = intervals.every(([elapsedMs], index) => elapsedMs > (intervals[index - 1]?.[0] ?? 0));
  if (!inOrder) return 'the intervals are not in the order of time';
  if ((intervals.at(-1)?.[0] ?? 0) > result.elapsedMs) return 'the intervals go on after the window';
  const sum = intervals.reduce((total, [, work]) => total + work, 0);
  return sum === result.work ? undefined : `the intervals add up to ${sum}, the result says ${result.work}`;
}

function measured(
  result: ResultMessage,
  talk: Conversation,
  suite: Suite,
  planned: PlannedLaunch,
  disturbance: Disturbance,
): Measurement {
  const findings = suite.verify(result, planned.point);
  const validity = findings.map((finding) => finding.validity);
  if (testSteady(talk.intervals).verdict === 'not-steady') validity.push('not-steady');
  if (isDisturbed(disturbance)) validity.push('disturbed');
  return {
    outcome: 'measured',
    elapsedMs: result.elapsedMs,
    work: result.work,
    metrics: deriveMetrics(suite.metrics, { result, usage: talk.ending.usage }),
    intervals: {
      elapsedMs: talk.intervals.map(([elapsedMs]) => elapsedMs),
      work: talk.intervals.map(([, work]) => work),
    },
    verification: result.verification,
    ...(result.facts !== undefined && { facts: result.facts }),
    windowUsage: result.usage ?? null,
    validity: inCatalogueOrder(validity),
    findings: findings.map((finding) => finding.message),
  };
}

function inCatalogueOrder(codes: readonly ValidityCode[]): ValidityCode[] {
  return (Object.keys(validityReasons) as ValidityCode[]).filter((code) => codes.includes(code));
}

/** True when something still accepts connections there. */
async function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    const answer = (open: boolean): void => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
