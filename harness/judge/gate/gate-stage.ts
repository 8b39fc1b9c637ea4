/** What one stage of a check measured: the arms of every gated cell, paired within blocks. */
import { cellKey, type CellSummary } from '../../model/cell.js';
import type { ArmNumbers, ArmRatio, GateArm, GatedCell, JudgedCell, StageNumbers } from '../../model/gate.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { Metric } from '../../model/metric.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { armName } from '../../model/target.js';
import { type Pair, pairedRatio } from '../../stats/paired.js';
import { signFlipTest } from '../../stats/sign-flip.js';
import { summarise } from '../../stats/summarise.js';
import { hodgesLehmann, signedRankInterval } from '../../stats/wilcoxon.js';
import type { GateStage } from './gate-input.js';

/** Looks up what a stage measured. */
export interface MeasuredStage {
  numbers(cell: GatedCell, metric: Metric): StageNumbers;
  marks(cell: GatedCell): CellMarks;
}

/** The marks of both sides of a cell. */
export type CellMarks = Readonly<Record<'base' | 'head', JudgedCell['validity']>>;

/** A launch that gave a value, and the value. */
interface Valued {
  readonly launch: LaunchRecord;
  readonly value: number;
}

/** Prepares a stage to be asked about its cells. */
export function measuredStage(stage: GateStage, suites: readonly SuiteDeclaration[]): MeasuredStage {
  const launchesOf = new Map<string, LaunchRecord[]>();
  for (const launch of stage.launches) {
    const key = cellKey(launch);
    const known = launchesOf.get(key);
    if (known === undefined) launchesOf.set(key, [launch]);
    else known.push(launch);
  }
  const summaries = new Map<string, CellSummary>();
  for (const cell of summarise(stage.launches, suites))
    summaries.set(`${cellKey(cell)}|${cell.metric}`, cell);
  const keyOf = (cell: GatedCell, arm: GateArm): string =>
    cellKey({ ...cell, target: armName(cell.target, arm) });
  const summaryOf = (cell: GatedCell, arm: GateArm): CellSummary | undefined =>
    summaries.get(`${keyOf(cell, arm)}|${cell.metric}`);
  return {
    numbers(cell, metric) {
      const values = (arm: GateArm): ReturnType<typeof valuesOf> =>
        valuesOf(launchesOf.get(keyOf(cell, arm)) ?? [], metric.name);
      const [base, head, control] = [values('base'), values('head'), values('control')];
      const scale = meanSize([...base.valued, ...control.valued]);
      const numbers = (arm: GateArm, { valued, failures }: ReturnType<typeof valuesOf>): ArmNumbers => ({
        median: summaryOf(cell, arm)?.median ?? null,
        launches: valued.map(({ launch }) => launch.id),
        failures,
      });
      return {
        arms: {
          base: numbers('base', base),
          head: numbers('head', head),
          control: numbers('control', control),
        },
        head: againstBase(head.valued, base.valued, metric, scale),
        control: againstBase(control.valued, base.valued, metric, scale),
      };
    },
    marks(cell) {
      const marks = (arm: GateArm): JudgedCell['validity'] => [...(summaryOf(cell, arm)?.validity ?? [])];
      return { base: marks('base'), head: marks('head') };
    },
  };
}

/** The launches that gave a value that can be believed, and why the others did not. */
function valuesOf(
  launches: readonly LaunchRecord[],
  metric: string,
): { valued: Valued[]; failures: ArmNumbers['failures'] } {
  const valued: Valued[] = [];
  const failures: ArmNumbers['failures'] = [];
  for (const launch of launches) {
    const value = launch.outcome === 'measured' ? launch.metrics[metric] : undefined;
    const reason = whyNot(launch, value);
    if (value !== undefined && reason === null) valued.push({ launch, value });
    else failures.push({ launch: launch.id, reason: reason ?? 'it gave no value of this metric' });
  }
  return { valued, failures };
}

/** Why a launch counts as failed; null when it does not. */
function whyNot(launch: LaunchRecord, value: number | undefined): string | null {
  switch (launch.outcome) {
    case 'failed':
      return `${launch.failure.reason}: ${launch.failure.detail}`;
    case 'unsupported':
      return `unsupported: ${launch.reason}`;
    case 'measured':
      if (launch.validity.includes('verification-failed')) {
        return `verification-failed: ${launch.findings.join('; ')}`;
      }
      return value === undefined ? 'it gave no value of this metric' : null;
  }
}

/** An arm against base, paired by block; above 1 the arm is better. */
function againstBase(
  arm: readonly Valued[],
  base: readonly Valued[],
  { better }: Metric,
  scale: number,
): ArmRatio {
  const ofBlock = new Map(base.map(({ launch, value }) => [launch.block, value]));
  const pairs = arm.flatMap(({ launch, value }) => {
    const other = ofBlock.get(launch.block);
    if (other === undefined) return [];
    return [better === 'higher' ? { a: value, b: other } : { a: other, b: value }];
  });
  const paired = pairedRatio(pairs);
  if (paired.ratio === null) return withoutRatio(pairs, scale);
  const ratios = pairs.map(({ a, b }) => a / b);
  return { ...paired, least: Math.min(...ratios), greatest: Math.max(...ratios), difference: null };
}

/**
 * Two arms of which a value is zero or less: the same estimate, the same exact interval and the same exact test, of the
 * differences themselves instead of those of the logarithms.
 */
function withoutRatio(pairs: readonly Pair[], scale: number): ArmRatio {
  const none = { n: pairs.length, ratio: null, lo: null, hi: null, least: null, greatest: null };
  if (pairs.length === 0) return { ...none, p: null, difference: null };
  const differences = pairs.map(({ a, b }) => a - b);
  const interval = signedRankInterval(differences);
  return {
    ...none,
    p: signFlipTest(differences).p,
    difference: {
      estimate: hodgesLehmann(differences),
      lo: interval?.lo ?? null,
      hi: interval?.hi ?? null,
      scale,
    },
  };
}

/** The mean of the sizes of values; 0 without any. */
function meanSize(valued: readonly Valued[]): number {
  return valued.reduce((sum, { value }) => sum + Math.abs(value), 0) / Math.max(1, valued.length);
}
