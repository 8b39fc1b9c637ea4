/** The verdict on one gated cell. */
import {
  type AcceptedChange,
  type CellVerdict,
  type GatedCell,
  gatedCellName,
  type JudgedCell,
  type StageNumbers,
  type Tolerance,
} from '../../model/gate.js';
import type { Metric } from '../../model/metric.js';
import { minimumDetectableEffect } from '../../stats/minimum-effect.js';
import { leastScreened, moreBlocks } from './gate-outlook.js';
import { conditions, isEquivalent, unmetCondition } from './gate-rule.js';

/** A gated cell with all that was measured of it. */
export interface MeasuredCell {
  readonly cell: GatedCell;
  readonly metric: Metric;
  readonly screen: StageNumbers;
  readonly confirm: StageNumbers | null;
  /** Whether the first stage gave reason for a second. */
  readonly candidate: boolean;
  /** Of the stage that decides. */
  readonly tolerance: Tolerance;
  readonly validity: JudgedCell['validity'];
  /** By Holm's method over the cells of the second stage. */
  readonly adjustedP: number | null;
}

/** What holds for all cells of a check. */
export interface CheckWide {
  /** Cells of the second stage. */
  readonly confirmed: number;
  readonly incomparable: boolean;
  /** Whether an alarm takes the weight from every verdict that something changed. */
  readonly unstable: boolean;
  readonly accepted: readonly AcceptedChange[];
}

interface Finding {
  readonly verdict: CellVerdict;
  readonly reason: string;
}

/** Judges a cell, alarms and exceptions considered. */
export function judgeCell(measured: MeasuredCell, wide: CheckWide): JudgedCell {
  const { cell, metric, screen, confirm, candidate, tolerance, adjustedP, validity } = measured;
  const found = weighed(findingOf(measured), wide);
  const name = gatedCellName(cell);
  const exception = wide.accepted.find((accepted) => accepted.cell === name);
  const excused = exception !== undefined && (found.verdict === 'regression' || found.verdict === 'failed');
  const verdict = excused ? 'accepted' : found.verdict;
  const { suite, target, point } = cell;
  const deciding = confirm ?? screen;
  const open = verdict === 'inconclusive' && confirm !== null;
  return {
    cell: name,
    suite,
    target,
    point,
    metric: metric.name,
    unit: metric.unit,
    better: metric.better,
    verdict,
    reason: found.reason,
    candidate,
    decidedBy: confirm === null ? 'screen' : 'confirm',
    ...deciding.head,
    adjustedP,
    tolerance,
    mde:
      confirm === null
        ? leastScreened(screen.head, tolerance.tau)
        : minimumDetectableEffect(confirm.head, tolerance.tau),
    moreBlocks: open ? moreBlocks(confirm.head, tolerance.tau, wide.confirmed) : null,
    screen,
    confirm,
    exception: exception === undefined ? null : { ...exception, otherwise: found.verdict },
    validity,
  };
}

/** A finding as the state of the whole check leaves it. */
function weighed(finding: Finding, { incomparable, unstable }: CheckWide): Finding {
  if (incomparable) return { verdict: 'incomparable', reason: 'see the differences of the two environments' };
  if (unstable && (finding.verdict === 'regression' || finding.verdict === 'improvement')) {
    return {
      verdict: 'inconclusive',
      reason: `it looks like a ${finding.verdict}, but the check is unstable`,
    };
  }
  return finding;
}

/** The verdict that the numbers of the cell alone give. */
function findingOf(measured: MeasuredCell): Finding {
  const { screen, confirm, candidate, tolerance, adjustedP } = measured;
  const failure = failureOf(screen) ?? (confirm === null ? null : failureOf(confirm));
  if (failure !== null) return { verdict: 'failed', reason: failure };
  const nothing = nothingToCompare(confirm ?? screen);
  if (nothing !== null) return { verdict: 'inconclusive', reason: nothing };
  if (confirm === null) {
    const reason = candidate
      ? 'the first stage saw a difference; there was no second to confirm it'
      : 'the first stage saw less than half the tolerance';
    return { verdict: 'inconclusive', reason };
  }
  const unmet = unmetCondition(confirm.head, adjustedP, screen.head, tolerance.tau);
  if (unmet === null) return changeOf(confirm);
  if (isEquivalent(confirm.head, tolerance.tau)) {
    return { verdict: 'equivalent', reason: 'the whole interval lies within half the tolerance' };
  }
  return { verdict: 'inconclusive', reason: conditions[unmet] };
}

function changeOf({ head, control }: StageNumbers): Finding {
  if (control.n === 0) {
    const reason =
      'it looks like a change, but there is no control here to tell how base differs from itself';
    return { verdict: 'inconclusive', reason };
  }
  return {
    verdict: (head.ratio ?? 1) < 1 ? 'regression' : 'improvement',
    reason: 'clear of no change, beyond the tolerance, and seen by both stages',
  };
}

/**
 * Why head failed where base did not: base and its copy gave a value in every launch and head did not, or head gave none
 * at all. A target that also fails at base, now and then, is not head's doing.
 */
export function failureOf({ arms: { base, head, control } }: StageNumbers): string | null {
  if (base.launches.length === 0) return null;
  const first = head.failures[0];
  if (first === undefined) return head.launches.length === 0 ? 'head was not launched' : null;
  const soundBase = base.failures.length === 0 && control.failures.length === 0;
  if (!soundBase && head.launches.length > 0) return null;
  const launches = head.failures.length + head.launches.length;
  return `head failed in ${head.failures.length} of ${launches} launches; ${first.launch}: ${first.reason}`;
}

/** Why there is no ratio although head did not fail; null when there is one. */
function nothingToCompare({ arms: { base }, head: { n, ratio } }: StageNumbers): string | null {
  if (ratio !== null) return null;
  const first = base.failures[0];
  if (base.launches.length === 0) {
    return first === undefined ? 'base was not launched' : `base fails here as well: ${first.reason}`;
  }
  return n === 0 ? 'no block has a value of both' : 'there is no ratio of values of zero or less';
}
