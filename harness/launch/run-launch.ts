/** Runs one launch: fresh processes, warm-up, measured window, verification; always ends in a record. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LaunchRecord, MeasuredLaunch, TreeUsage } from '../model/launch.js';
import type { PlannedLaunch, Timing } from '../model/plan.js';
import { type LaunchSpecification, protocolVersion, type ResultMessage } from '../model/protocol.js';
import type { Suite } from '../model/suite.js';
import { type ValidityCode, validityReasons } from '../model/validity.js';
import { DisturbanceWatch, isDisturbed } from '../observe/disturbance.js';
import { testSteady } from '../stats/steady.js';
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
  { suite, command }: LaunchSubject,
  context: LaunchContext,
): Promise<LaunchRecord> {
  const { executor, clock, timing } = context;
  const startedAt = clock.date();
  const began = clock.now();
  const watch = new DisturbanceWatch();
  const dir = mkdtempSync(join(tmpdir(), 'tutti-launch-'));
  try {
    const specification = specify(planned, timing, executor.cpus, dir);
    const process = executor.start({
      command,
      dir,
      environment: {},
      cpus: null,
      memoryLimit: context.memoryLimit,
    });
    const stop = (): void => process.stop();
    context.signal.addEventListener('abort', stop);
    const talk = await converse(process, specification, clock, context.patience);
    context.signal.removeEventListener('abort', stop);
    const verdict = await checked(talk, suite);
    const { usage } = talk.ending;
    const disturbance = watch.finish(usage);
    const totalMs = clock.now() - began;
    const shared = {
      ...planned,
      attempt,
      startedAt,
      timing: { readyMs: talk.readyMs, totalMs, overheadMs: totalMs - timing.warmupMs - timing.measureMs },
      usage,
      disturbance,
      pinned: null,
    };
    if (verdict.type === 'unsupported') {
      return { ...shared, outcome: 'unsupported', reason: verdict.reason, answeredBy: null };
    }
    if (verdict.type === 'failed') {
      const { reason, detail } = verdict;
      const reproduce = reproduceCommand(command, specification, null);
      return { ...shared, outcome: 'failed', failure: { reason, detail, log: process.log(), reproduce } };
    }
    const record = { ...shared, ...measured(verdict.result, talk, suite, planned, usage) };
    if (isDisturbed(disturbance)) record.validity.push('disturbed');
    return { ...record, validity: inCatalogueOrder(record.validity) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
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

/** The verdict of a conversation, after what only the harness can check: metrics, and the port of a server. */
async function checked(talk: Conversation, suite: Suite): Promise<Verdict> {
  const { verdict, address, intervals } = talk;
  if (verdict.type !== 'result') return verdict;
  const fault = metricFault(suite.metrics, verdict.result) ?? intervalFault(verdict.result, intervals);
  if (fault !== undefined) return { type: 'failed', reason: 'bad-result', detail: fault };
  if (address !== null && (await isOpen(address.host, address.port))) {
    return { type: 'failed', reason: 'port-open', detail: `${address.host}:${address.port} still answers` };
  }
  return verdict;
}

/** Intervals must be in order and add up to the work of the window. */
function intervalFault(result: ResultMessage, intervals: Conversation['intervals']): string | undefined {
  if (intervals.length === 0) return undefined;
  const inOrder = intervals.every(([elapsedMs], index) => elapsedMs > (intervals[index - 1]?.[0] ?? 0));
  if (!inOrder) return 'the intervals are not in the order of time';
  const sum = intervals.reduce((total, [, work]) => total + work, 0);
  return sum === result.work ? undefined : `the intervals add up to ${sum}, the result says ${result.work}`;
}

function measured(
  result: ResultMessage,
  talk: Conversation,
  suite: Suite,
  planned: PlannedLaunch,
  usage: TreeUsage | null,
): Pick<
  MeasuredLaunch,
  | 'outcome'
  | 'elapsedMs'
  | 'work'
  | 'metrics'
  | 'intervals'
  | 'verification'
  | 'windowUsage'
  | 'validity'
  | 'findings'
> {
  const findings = suite.verify(result, planned.point);
  const intervals = talk.intervals.map(([elapsedMs, work]): [number, number] => [elapsedMs, work]);
  const validity = findings.map((finding) => finding.validity);
  if (testSteady(intervals).verdict === 'not-steady') validity.push('not-steady');
  return {
    outcome: 'measured',
    elapsedMs: result.elapsedMs,
    work: result.work,
    metrics: deriveMetrics(suite.metrics, { result, usage }),
    intervals,
    verification: result.verification,
    windowUsage: result.usage ?? null,
    validity,
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
