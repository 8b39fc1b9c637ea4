/** From the launches of a qualification to its trials: every arm compared with the first copy, some blocks at a time. */
import { toleranceOf, unmetCondition } from '../judge/gate/gate-rule.js';
import { valuesByBlock } from '../judge/measured-points.js';
import type { FloorOf } from '../judge/noise-floor.js';
import type { ArmRatio } from '../model/gate.js';
import type { LaunchRecord, MeasuredLaunch } from '../model/launch.js';
import type { Metric } from '../model/metric.js';
import { pointKey } from '../model/point.js';
import type { Control, Injection } from '../model/qualification.js';
import type { Run } from '../model/run.js';
import { injectedShareOf } from '../model/slowdown.js';
import { splitArm } from '../model/target.js';
import { type PairedRatio, pairedRatio } from '../stats/paired.js';
import { median } from '../stats/quantiles.js';
import { usableLaunches } from '../stats/usable-launches.js';
import { copies } from './arms.js';

/** The tightest margin that makes sense for the gate: what it sees beyond that is up to the machine. */
export const gateMargin = 0.02;

/** What was compared. */
export interface Trials {
  readonly controls: Control[];
  readonly injections: Injection[];
}

type MeasuredRun = Pick<Run, 'id' | 'startedAt' | 'suites' | 'targets'>;

/** The launches of one subject in the blocks of one trial, arm by arm and block by block. */
interface Trial extends Pick<Control, 'suite' | 'target' | 'point'> {
  readonly arms: ReadonlyMap<string, ReadonlyMap<number, MeasuredLaunch>>;
}

/**
 * Every trial of a run: the second copy against the first, in every metric; and the slowed arms against the first, in the
 * primary metric and in CPU time, which the slowdown adds to. Marked launches are left out as `usableLaunches` says.
 * @param blocks of one trial
 */
export function trialsOf(
  run: MeasuredRun,
  launches: readonly LaunchRecord[],
  blocks: number,
  floorOf: FloorOf,
): Trials {
  const controls: Control[] = [];
  const injections: Injection[] = [];
  for (const trial of splitIntoTrials(launches, blocks)) {
    const metrics = run.suites.find(({ name }) => name === trial.suite)?.metrics ?? [];
    for (const [place, metric] of metrics.entries()) {
      const control = againstFirst(trial, copies[1], metric);
      if (control.ratio === null) continue;
      controls.push({ ...headOf(run, trial, metric), ...logarithms(control, control.ratio) });
      if (place > 0 && metric.source !== 'cpu-per-work') continue;
      injections.push(...injectionsOf(run, trial, metric, control, floorOf));
    }
  }
  return { controls, injections };
}

/** The slowed arms of a trial, by the rule of the gate's second stage as if the first had agreed. */
function injectionsOf(
  run: MeasuredRun,
  trial: Trial,
  metric: Metric,
  control: PairedRatio,
  floorOf: FloorOf,
): Injection[] {
  const { suite, target, point } = trial;
  const cell = { suite, target, point, metric: metric.name, margin: gateMargin };
  const { tau } = toleranceOf(cell, metric, floorOf, asArmRatio(control), []);
  return [...trial.arms].flatMap(([arm, launches]) => {
    const wanted = run.targets.find(({ name }) => name === `${target}@${arm}`)?.slowdown;
    const shares = [...launches.values()].flatMap((launch) => injectedShareOf(launch) ?? []);
    if (wanted === undefined || shares.length === 0) return [];
    const slowed = againstFirst(trial, arm, metric);
    if (slowed.ratio === null) return [];
    const head = headOf(run, trial, metric);
    const caught = slowed.ratio < 1 && isCalled(slowed, tau);
    return [{ ...head, ...logarithms(slowed, slowed.ratio), wanted, injected: median(shares), caught }];
  });
}

/** Whether the rule of the gate calls a change, in a stage of this one cell. */
export function isCalled(ratio: PairedRatio, tau: number): boolean {
  return unmetCondition(asArmRatio(ratio), ratio.p, asArmRatio(ratio), tau) === null;
}

function asArmRatio(ratio: PairedRatio): ArmRatio {
  return { ...ratio, least: null, greatest: null, difference: null };
}

/** How many times better an arm is than the first copy, block by block. */
function againstFirst({ arms }: Trial, arm: string, metric: Metric): PairedRatio {
  const [own, first] = [arm, copies[0]].map((name) => {
    const measured = usableLaunches([...(arms.get(name)?.values() ?? [])], metric);
    return valuesByBlock({ measured }, metric);
  });
  const pairs = [...(own ?? [])].flatMap(([block, value]) => {
    const other = first?.get(block);
    if (other === undefined) return [];
    return [metric.better === 'higher' ? { a: value, b: other } : { a: other, b: value }];
  });
  return pairedRatio(pairs);
}

function headOf(run: MeasuredRun, { suite, target, point }: Trial, { name }: Metric) {
  return { at: run.startedAt, run: run.id, suite, target, point, metric: name };
}

function logarithms({ n, lo, hi, p }: PairedRatio, ratio: number) {
  const log = (value: number | null): number | null => (value === null ? null : Math.log(value));
  return { n, logRatio: Math.log(ratio), lo: log(lo), hi: log(hi), p };
}

/** The measured launches, subject by subject, so many blocks at a time. */
function splitIntoTrials(launches: readonly LaunchRecord[], blocks: number): Trial[] {
  const trials = new Map<string, Trial & { arms: Map<string, Map<number, MeasuredLaunch>> }>();
  for (const launch of launches) {
    const { target, arm } = splitArm(launch.target);
    if (arm === null || launch.outcome !== 'measured') continue;
    const { suite, point, block } = launch;
    const key = [suite, target, pointKey(point), Math.floor((block - 1) / blocks)].join('|');
    const trial = trials.get(key) ?? {
      suite,
      target,
      point,
      arms: new Map<string, Map<number, MeasuredLaunch>>(),
    };
    const byBlock = trial.arms.get(arm) ?? new Map<number, MeasuredLaunch>();
    byBlock.set(block, launch);
    trial.arms.set(arm, byBlock);
    trials.set(key, trial);
  }
  return [...trials.values()];
}
