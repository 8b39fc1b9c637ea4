/** Every target against the baseline along the swept factor: rows, crossings, and the mean over the sweep. Pure. */
import type { CellSummary } from '../../../../harness/model/cell.js';
import type { ComparisonRow } from '../../../../harness/model/comparison.js';
import type { Crossing } from '../../../../harness/model/crossing.js';
import type { LaunchRecord } from '../../../../harness/model/launch.js';
import { type FactorValue, pointKey } from '../../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';
import { compareWithBaseline } from '../../../../harness/judge/compare/compare.js';
import { crossingsOf } from '../../../../harness/judge/compare/crossing.js';
import type { FloorOf } from '../../../../harness/judge/noise-floor.js';
import { isInSweep } from '../../chart/sweep/sweep.js';
import { type Selection, valuesOf } from '../../page/selection.js';

/** One target at one value of the swept factor. */
export interface RatioPoint {
  readonly value: FactorValue;
  /** Null where neither it nor the baseline was launched. */
  readonly row: ComparisonRow | null;
}

/** One target against the baseline. */
export interface TargetRatios {
  readonly target: string;
  /** At every value of the sweep, ascending. */
  readonly points: readonly RatioPoint[];
  readonly crossings: readonly Crossing[];
}

export interface Ratios {
  readonly selection: Selection;
  readonly baseline: string;
  /** Every other target of the suite, by name. */
  readonly targets: readonly TargetRatios[];
  /** The launches of the sweep. */
  readonly launches: readonly LaunchRecord[];
}

/**
 * Compares at the points that the sweep has: those that agree with the selected one in every other factor. What is adjusted
 * for many tests is what is shown: the rows of this sweep.
 * @param launches of the suite
 */
export function ratiosOf(
  selection: Selection,
  baseline: string,
  cells: readonly CellSummary[],
  launches: readonly LaunchRecord[],
  floorOf: FloorOf,
): Ratios {
  const { suite, metric, swept } = selection;
  const narrowed: SuiteDeclaration = { ...suite, metrics: [metric] };
  const ours = cells.filter((cell) => isInSweep(cell, selection));
  const targets = [...new Set(ours.map(({ target }) => target))].filter((name) => name !== baseline).sort();
  const inSweep = launches.filter((launch) => isInSweep(launch, selection));
  const rows = new Map(
    compareWithBaseline(inSweep, [narrowed], targets, baseline, floorOf).map((row) => [
      placeOf(row.a, row.point[swept.name] ?? swept.default),
      row,
    ]),
  );
  const values = valuesOf(suite, swept, ours);
  return {
    selection,
    baseline,
    targets: targets.map((target) => ({
      target,
      points: values.map((value) => ({ value, row: rows.get(placeOf(target, value)) ?? null })),
      crossings: crossingsOf(
        inSweep.filter((launch) => launch.target === target || launch.target === baseline),
        [narrowed],
        target,
        baseline,
      ).filter(({ factor }) => factor === swept.name),
    })),
    launches: inSweep,
  };
}

function placeOf(target: string, value: FactorValue): string {
  return `${target}|${pointKey({ value })}`;
}
