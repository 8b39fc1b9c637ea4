/** The target that the others are held against. Pure. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { Selection } from '../../page/selection.js';

/** What a reader of this project knows best: plain Node, where it was measured. */
const usual = 'event-loop';

export interface Baseline {
  readonly target: string;
  /** All that can be chosen: every target that has a number here. */
  readonly candidates: readonly string[];
  /** Whether the address chose it. */
  readonly chosen: boolean;
  readonly notices: readonly string[];
}

/** The baseline that the address names, or the usual one, or the first by name; null where no target has a number. */
export function baselineOf(
  { suite, metric }: Selection,
  cells: readonly CellSummary[],
  wanted: string | null,
): Baseline | null {
  const measured = cells.filter(
    (cell) => cell.suite === suite.name && cell.metric === metric.name && cell.median !== null,
  );
  const candidates = [...new Set(measured.map(({ target }) => target))].sort();
  const fallback = candidates.find((target) => target === usual) ?? candidates[0];
  if (fallback === undefined) return null;
  const chosen = candidates.find((target) => target === wanted);
  return {
    target: chosen ?? fallback,
    candidates,
    chosen: chosen !== undefined,
    notices:
      wanted === null || chosen !== undefined
        ? []
        : [`“${wanted}” has no number in suite ${suite.name}: held against ${fallback}.`],
  };
}
