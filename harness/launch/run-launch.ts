/** Runs one launch: fresh processes, warm-up, measured window, verification; always ends in a record. */
import type { Disturbance, LaunchRecord, MeasuredLaunch, TreeUsage } from '../model/launch.js';
import { judgeLoad } from '../load/judge-load.js';
import type { PlannedLaunch } from '../model/plan.js';
import type { ResultMessage } from '../model/protocol.js';
import type { Suite } from '../model/suite.js';
import { type ValidityCode, validityReasons } from '../model/validity.js';
import { DisturbanceWatch, isDisturbed } from '../observe/disturbance.js';
import { testSteady } from '../stats/steady.js';
import { deriveMetrics } from './derive-metrics.js';
import { type LaunchContext, type LaunchSubject, play, type Played } from './play.js';

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
  const watch = new DisturbanceWatch(subject.device);
  const played = await play(planned, subject, context);
  const disturbance = watch.finish(usageOfAll(played));
  const totalMs = clock.now() - began;
  const overheadMs = totalMs - timing.warmupMs - timing.measureMs;
  const shared = {
    ...planned,
    attempt,
    startedAt,
    timing: { readyMs: played.readyMs, totalMs, overheadMs },
    usage: played.usage,
    disturbance,
    pinned: played.pinned === null ? null : [...played.pinned],
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
      return { ...shared, ...measured(verdict.result, played, subject.suite, planned, disturbance) };
  }
}

/** What target and generator used together. */
function usageOfAll({ usage, load }: Played): TreeUsage | null {
  if (load === undefined || usage === null) return usage;
  if (load.usage === null) return null;
  return {
    ...usage,
    userMs: usage.userMs + load.usage.userMs,
    systemMs: usage.systemMs + load.usage.systemMs,
    readBytes: sumOrNull(usage.readBytes, load.usage.readBytes),
    writtenBytes: sumOrNull(usage.writtenBytes, load.usage.writtenBytes),
  };
}

function sumOrNull(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
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
  | 'load'
  | 'validity'
  | 'findings'
>;

function measured(
  result: ResultMessage,
  played: Played,
  suite: Suite,
  { point }: PlannedLaunch,
  disturbance: Disturbance,
): Measurement {
  const { intervals, usage } = played;
  const target = played.load?.server ?? result;
  const { verification, facts } = target;
  const findings = [
    ...suite.verify({ ...result, verification }, point, usage),
    ...(result.load === undefined ? [] : judgeLoad(result.load, result.elapsedMs)),
  ];
  const validity = findings.map((finding) => finding.validity);
  if (testSteady(intervals).verdict === 'not-steady') validity.push('not-steady');
  if (isDisturbed(disturbance)) validity.push('disturbed');
  const load = loadOf(result, played);
  return {
    outcome: 'measured',
    elapsedMs: result.elapsedMs,
    work: result.work,
    metrics: deriveMetrics(suite.metrics, { result, server: target, usage }),
    intervals: {
      elapsedMs: intervals.map(([elapsedMs]) => elapsedMs),
      work: intervals.map(([, work]) => work),
    },
    verification,
    ...(facts !== undefined && { facts }),
    windowUsage: target.usage ?? null,
    ...(load !== undefined && { load }),
    validity: inCatalogueOrder(validity),
    findings: findings.map((finding) => finding.message),
  };
}

function loadOf({ load: report }: ResultMessage, { load }: Played): MeasuredLaunch['load'] {
  if (load === undefined || report === undefined) return undefined;
  const { generator, pinned } = load;
  return { generator, pinned: pinned === null ? null : [...pinned], ...report };
}

function inCatalogueOrder(codes: readonly ValidityCode[]): ValidityCode[] {
  return (Object.keys(validityReasons) as ValidityCode[]).filter((code) => codes.includes(code));
}
