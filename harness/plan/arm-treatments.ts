/** What a stage of the gate launches. */
import { type GatedCell, gateArms } from '../model/gate.js';
import { cellKey } from '../model/cell.js';
import { armName } from '../model/target.js';
import type { Treatment } from './make-plan.js';

/**
 * For every target and point among the cells, its arms as one treatment: they share their blocks, next to each other in
 * time, in orders from Williams' design, which is for three arms what ABBA is for two. Cells that differ only in their
 * metric are measured by the same launches.
 */
export function armTreatments(cells: readonly GatedCell[]): Treatment[] {
  const treatments = new Map<string, Treatment>();
  for (const cell of cells) {
    const { suite, target, point } = cell;
    const targets = gateArms.map((arm) => armName(target, arm));
    treatments.set(cellKey(cell), { suite, point, targets });
  }
  return [...treatments.values()];
}
