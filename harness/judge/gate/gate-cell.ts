/** The verdict on one gated cell. */
import {
  type AcceptedChange,
  type ArmRatio,
  type CellVerdict,
  type GatedCell,
  gatedCellName,
  type JudgedCell,
  type StageNumbers,
  type Tolerance,
} from '../../model/gate.js';
import type { Metric } from '../../model/metric.js';
import { minimumDetectableEffect } from '../../stats/minimum-effect.js';
import { effectOf } from './gate-effect.js';
import { addedByHead, covers } from './gate-exception.js';
import { failureOf, suspicionOf } from './gate-failure.js';
import { failureByMarks, notBetter, unjudgeable } from './gate-marks.js';
import { leastScreened, moreBlocks } from './gate-outlook.js';
import { type Condition, conditions, isEquivalent, unmetCondition } from './gate-rule.js';
import type { CellMarks } from './gate-stage.js';

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
  /** Of the stage that decides. */
  readonly marks: CellMarks;
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
  /** Null when not known. */
  readonly acceptedAtBase: readonly AcceptedChange[] | null;
}

interface Finding {
  readonly verdict: CellVerdict;
  readonly reason: string;
  /** Of what is inconclusive: whether something was seen, or could not be seen. */
  readonly open?: boolean;
  /** Whether nothing but more blocks is missing. */
  readonly wantsBlocks?: boolean;
}

/** Judges a cell, alarms and exceptions considered. */
export function judgeCell(measured: MeasuredCell, wide: CheckWide): JudgedCell {
  const { cell, metric, screen, confirm, candidate, tolerance, adjustedP, marks } = measured;
  const found = weighed(findingOf(measured), wide);
  const name = gatedCellName(cell);
  const exception = wide.accepted.find((accepted) => accepted.cell === name);
  const { suite, target, point } = cell;
  const deciding = confirm ?? screen;
  const excused = exception !== undefined && covers(exception, found.verdict, deciding.head, tolerance.tau);
  const verdict = excused ? 'accepted' : found.verdict;
  const open = verdict === 'inconclusive' && found.open === true;
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
    open,
    candidate,
    decidedBy: confirm === null ? 'screen' : 'confirm',
    ...deciding.head,
    adjustedP,
    tolerance,
    mde:
      confirm === null
        ? leastScreened(screen.head, tolerance.tau)
        : minimumDetectableEffect(confirm.head, tolerance.tau),
    moreBlocks:
      confirm !== null && found.wantsBlocks === true
        ? moreBlocks(confirm.head, tolerance, wide.confirmed)
        : null,
    screen,
    confirm,
    exception:
      exception === undefined
        ? null
        : {
            ...exception,
            otherwise: found.verdict,
            addedByHead: addedByHead(exception, wide.acceptedAtBase),
          },
    validity: [...new Set([...marks.base, ...marks.head])],
  };
}

/** A finding as the state of the whole check leaves it. */
function weighed(finding: Finding, { incomparable, unstable }: CheckWide): Finding {
  if (incomparable) return { verdict: 'incomparable', reason: 'see the differences of the two environments' };
  if (unstable && (finding.verdict === 'regression' || finding.verdict === 'improvement')) {
    return unresolved(`it looks like a ${finding.verdict}, but the check is unstable`);
  }
  return finding;
}

/** What was neither shown nor ruled out. */
function unresolved(reason: string): Finding {
  return { verdict: 'inconclusive', reason, open: true };
}

/** The verdict that the numbers of the cell alone give. */
function findingOf(measured: MeasuredCell): Finding {
  const { metric, screen, confirm, candidate, marks } = measured;
  const failure =
    failureOf(screen) ?? (confirm === null ? null : failureOf(confirm)) ?? failureByMarks(marks);
  if (failure !== null) return { verdict: 'failed', reason: failure };
  const nothing = nothingToCompare(confirm ?? screen);
  if (nothing !== null) return nothing;
  const spoilt = unjudgeable(marks, metric);
  if (spoilt !== null) return unresolved(spoilt);
  if (confirm !== null) return confirmedFinding(measured, confirm);
  const suspicion = suspicionOf(screen);
  if (suspicion !== null) return unresolved(suspicion);
  if (candidate) {
    return unresolved('the first stage saw a difference; there was no second to confirm it');
  }
  return { verdict: 'inconclusive', reason: 'the first stage saw less than half the tolerance' };
}

/** The verdict of two stages whose numbers can be judged by. */
function confirmedFinding(
  { screen, tolerance, adjustedP, marks }: MeasuredCell,
  confirm: StageNumbers,
): Finding {
  const unmet = unmetCondition(confirm.head, adjustedP, screen.head, tolerance.tau);
  const found = unmet === null ? changeOf(confirm, marks) : unchanged(confirm.head, unmet, tolerance.margin);
  if (found.verdict === 'regression') return found;
  // Head that may fail oftener than base is neither better nor equal.
  const suspicion = suspicionOf(screen) ?? suspicionOf(confirm);
  return suspicion === null ? found : unresolved(suspicion);
}

/** The verdict where the numbers are not called a change. */
function unchanged(head: ArmRatio, unmet: Condition, margin: number): Finding {
  if (!isEquivalent(head, margin)) {
    return { ...unresolved(conditions[unmet]), wantsBlocks: unmet === 'clear' || unmet === 'among' };
  }
  return { verdict: 'equivalent', reason: 'the whole interval lies within half the margin' };
}

function changeOf({ head, control }: StageNumbers, marks: CellMarks): Finding {
  if (control.n === 0) {
    return unresolved(
      'it looks like a change, but there is no control here to tell how base differs from itself',
    );
  }
  const verdict = (effectOf(head)?.estimate ?? 0) < 0 ? 'regression' : 'improvement';
  const doubt = verdict === 'improvement' ? notBetter(marks) : null;
  if (doubt !== null) return unresolved(doubt);
  return { verdict, reason: 'clear of no change, beyond the tolerance, and seen by both stages' };
}

/**
 * Why there is nothing to compare although head did not fail; null when there is. Head that does what base cannot has
 * repaired it, or is the first to have the benchmark: nothing is open then.
 */
function nothingToCompare({ arms: { base, head: ofHead }, head }: StageNumbers): Finding | null {
  if (effectOf(head) !== null) return null;
  const [first] = base.failures;
  if (base.launches.length > 0) return unresolved('no block has a value of both');
  if (first === undefined) return unresolved('base was not launched');
  const why = `${first.launch}: ${first.reason}`;
  if (ofHead.launches.length === 0) return unresolved(`base fails here as well; ${why}`);
  const reason = `base fails here, head does not: nothing to compare with; ${why}`;
  return { verdict: 'inconclusive', reason, open: false };
}
