/** What speaks against all verdicts of a check together: signs that the machine was measured, and not the change. */
import { type GateVerdict, gatedCellName } from '../../model/gate.js';
import { holm } from '../../stats/multiplicity.js';
import type { MeasuredCell } from './gate-cell.js';
import { effectOf } from './gate-effect.js';
import { toleranceOf, unmetCondition } from './gate-rule.js';
import type { FloorOf } from '../noise-floor.js';
import { symmetryOf } from '../symmetry.js';

/**
 * p values by Holm's method over the cells of the second stage. The first stage chose them by other launches, so the
 * cells that it left out are no part of the family.
 */
export function adjustedPs(
  cells: readonly MeasuredCell[],
  arm: 'head' | 'control',
): Map<MeasuredCell, number> {
  const tested = cells.flatMap((cell) => {
    const p = cell.confirm?.[arm].p ?? null;
    return p === null ? [] : [{ cell, p }];
  });
  const adjusted = holm(tested.map(({ p }) => p));
  return new Map(tested.map(({ cell }, index) => [cell, adjusted[index] ?? 1]));
}

/** The alarms of a check whose second stage is over; none without one. */
export function alarmsOf(cells: readonly MeasuredCell[], floorOf: FloorOf): GateVerdict['alarms'] {
  return [...firingControls(cells, floorOf), ...symmetryAlarms(cells)];
}

/**
 * Cells at which base differs from its own copy by the very rule that calls a change, either way. The tolerance leaves the
 * control's own difference out, which would excuse itself.
 */
function firingControls(cells: readonly MeasuredCell[], floorOf: FloorOf): GateVerdict['alarms'] {
  const adjusted = adjustedPs(cells, 'control');
  return cells.flatMap((measured) => {
    const { cell, metric, screen, confirm, marks } = measured;
    const effect = confirm === null ? null : effectOf(confirm.control);
    if (confirm === null || effect === null) return [];
    const { tau } = toleranceOf(cell, metric, floorOf, null, [...marks.base, ...marks.head]);
    const p = adjusted.get(measured) ?? null;
    if (unmetCondition(confirm.control, p, screen.control, tau) !== null) return [];
    const size = (100 * Math.expm1(Math.abs(effect.estimate))).toPrecision(2);
    const detail = `${gatedCellName(cell)}: a copy of base is ${size} % ${effect.estimate < 0 ? 'worse' : 'better'} than base`;
    return [{ alarm: 'control-fired' as const, detail }];
  });
}

/** Metrics of which as many cells got better as got worse; asked metric by metric, for a change may trade one for another. */
function symmetryAlarms(cells: readonly MeasuredCell[]): GateVerdict['alarms'] {
  const byMetric = new Map<string, MeasuredCell[]>();
  for (const cell of cells) {
    const name = cell.metric.name;
    byMetric.set(name, [...(byMetric.get(name) ?? []), cell]);
  }
  return [...byMetric].flatMap(([metric, rows]) => {
    const changes = rows.map(changeOf);
    const better = changes.filter((change) => change === 'better').length;
    const worse = changes.filter((change) => change === 'worse').length;
    if (!symmetryOf({ rows: rows.length, better, worse }).alarm) return [];
    const detail = `${metric}: of ${rows.length} cells ${better} are better and ${worse} are worse`;
    return [{ alarm: 'as-many-better-as-worse' as const, detail }];
  });
}

/** What the rule says of head at this cell, alarms aside. */
function changeOf({ screen, confirm, adjustedP, tolerance }: MeasuredCell): 'better' | 'worse' | null {
  if (confirm === null || unmetCondition(confirm.head, adjustedP, screen.head, tolerance.tau) !== null)
    return null;
  return (effectOf(confirm.head)?.estimate ?? 0) < 0 ? 'worse' : 'better';
}
