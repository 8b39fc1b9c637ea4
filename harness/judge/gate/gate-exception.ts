/** What an exception covers: a change as great as the one that was accepted, and not any change. */
import type { AcceptedChange, ArmRatio, CellVerdict, JudgedCell } from '../../model/gate.js';

/**
 * Whether an exception covers a verdict: a regression up to the accepted one and the tolerance beyond it; head failing only
 * when that was accepted in so many words. One that names no bound covers no regression.
 */
export function covers(
  { ratio, difference, failure }: AcceptedChange,
  verdict: CellVerdict,
  head: ArmRatio,
  tau: number,
): boolean {
  if (verdict === 'failed') return failure;
  if (verdict !== 'regression') return false;
  if (head.ratio !== null) return ratio !== null && head.ratio >= Math.min(1, ratio) / (1 + tau);
  if (head.difference === null || difference === null) return false;
  return head.difference.estimate >= Math.min(0, difference) * (1 + tau);
}

/**
 * Whether head brought an exception itself, or stretched one: base has no entry for the cell that is the same but for its
 * reason and its name. Null when base's exceptions are not known.
 */
export function addedByHead(
  exception: AcceptedChange,
  atBase: readonly AcceptedChange[] | null,
): NonNullable<JudgedCell['exception']>['addedByHead'] {
  if (atBase === null) return null;
  const { cell, ratio, difference, failure, until } = exception;
  return !atBase.some(
    (one) =>
      one.cell === cell &&
      one.ratio === ratio &&
      one.difference === difference &&
      one.failure === failure &&
      one.until === until,
  );
}
