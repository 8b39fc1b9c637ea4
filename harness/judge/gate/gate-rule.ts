/**
 * The rule by which the gate calls a change. It asks for much, so as not to cry wolf: an interval clear of "no change",
 * an estimate beyond the tolerance, a p value that stands among all the cells that were looked at, and two sessions that
 * agree. `tutti qualify --simulate` measures how often it is wrong and how much it sees.
 */
import type { ArmRatio, GatedCell, StageNumbers, Tolerance } from '../../model/gate.js';
import type { Metric } from '../../model/metric.js';
import type { ValidityCode } from '../../model/validity.js';
import type { FloorOf } from '../noise-floor.js';
import { effectOf } from './gate-effect.js';

/** Probability of calling a change that is none, over all cells of a check together. */
const significance = 0.05;

/**
 * The tolerance of a cell: the greatest of the configured margin, the noise floor of the machine, and the difference that
 * base showed to its own copy in this very stage. Twice that for throughput with more runnable threads than CPUs, where
 * scheduling decides as much as the code does.
 * @param control base's copy against base in the stage that decides; null to leave it out
 */
export function toleranceOf(
  cell: GatedCell,
  metric: Metric,
  floorOf: FloorOf,
  control: ArmRatio | null,
  validity: readonly ValidityCode[],
): Tolerance {
  const { floor, measured } = floorOf(cell.suite, cell.metric);
  const shown = control === null ? null : effectOf(control);
  const size = shown === null ? null : Math.expm1(Math.abs(shown.estimate));
  const doubled = metric.source === 'throughput' && validity.includes('oversubscribed');
  return {
    tau: Math.max(cell.margin, floor, size ?? 0) * (doubled ? 2 : 1),
    margin: cell.margin,
    floor,
    floorMeasured: measured,
    control: size,
    doubled,
  };
}

/** Whether the first stage saw enough for a second look: half the tolerance or more, in either direction. */
export function worthConfirming(screen: StageNumbers, { tau }: Tolerance): boolean {
  const effect = effectOf(screen.head);
  return effect !== null && Math.abs(effect.estimate) >= Math.log1p(tau) / 2;
}

/** The conditions of a change, in the order in which the first that is not met is named. */
export const conditions = {
  interval: 'too few blocks for an interval',
  clear: 'the interval allows for no change',
  beyond: 'a difference that is real, and within the tolerance',
  among: 'beyond the tolerance, but not clear enough among so many cells',
  agreed: 'the two stages point in different directions',
} as const;
export type Condition = keyof typeof conditions;

/**
 * The first condition of a change that is not met; null when all are met.
 * @param adjustedP by Holm's method over the cells of the second stage
 */
export function unmetCondition(
  confirm: ArmRatio,
  adjustedP: number | null,
  screen: ArmRatio,
  tau: number,
): Condition | null {
  const [effect, screened] = [effectOf(confirm), effectOf(screen)];
  if (effect === null || effect.lo === null || effect.hi === null) return 'interval';
  if (effect.lo <= 0 && effect.hi >= 0) return 'clear';
  if (Math.abs(effect.estimate) <= Math.log1p(tau)) return 'beyond';
  if (adjustedP === null || adjustedP >= significance) return 'among';
  return screened !== null && Math.sign(screened.estimate) === Math.sign(effect.estimate) ? null : 'agreed';
}

/**
 * Whether the whole interval lies within half the margin on both sides, and "no change" within it: absence was shown then, and
 * not merely not refuted. It is the configured margin and not the tolerance, which noise makes greater: what a noisy
 * machine cannot see is not equal for that.
 */
export function isEquivalent(confirm: ArmRatio, margin: number): boolean {
  const effect = effectOf(confirm);
  if (effect === null || effect.lo === null || effect.hi === null) return false;
  const most = Math.log1p(margin / 2);
  return effect.lo >= -most && effect.lo <= 0 && effect.hi >= 0 && effect.hi <= most;
}

/**
 * Blocks of the second stage: those configured, or more where so many cells are confirmed that the least p value there is,
 * 2 / 2^n, could not stand among them by Holm's method; a gate that cannot fire is none. One block is to spare.
 */
export function confirmBlocks(configured: number, candidates: number): number {
  if (candidates === 0) return configured;
  const fewest = Math.floor(1 + Math.log2(candidates / significance)) + 1;
  return Math.max(configured, fewest + 1);
}
