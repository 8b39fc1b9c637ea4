/** What a check gates: the selections of the configuration, resolved to cells. */
import { TuttiError } from '../model/errors.js';
import { type GateConfig, type GatedCell, gatedCellName } from '../model/gate.js';
import { expandGrid, type Point } from '../model/point.js';
import type { Suite } from '../model/suite.js';
import { answersTo, type Target } from '../model/target.js';
import { pointsOf, valueFault } from './points.js';

type Selection = GateConfig['cells'][number];

/** The margin of a metric that the configuration does not name. */
const usualMargin = 0.05;

/**
 * All cells that are gated; of a cell that two selections name, the last one counts.
 * @param suites all there are
 * @param targets all there are at head
 * @throws TuttiError UNKNOWN_SUITE, UNKNOWN_TARGET, BAD_DECLARATION naming the field
 */
export function gatedCells(
  { cells: selections }: GateConfig,
  suites: readonly Suite[],
  targets: readonly Target[],
): GatedCell[] {
  const cells = selections.flatMap((selection, index) => {
    const suite = suites.find(({ name }) => name === selection.suite);
    if (suite === undefined) {
      const known = suites.map(({ name }) => name).join(', ');
      throw new TuttiError('UNKNOWN_SUITE', { name: selection.suite, known });
    }
    const field = `gate.cells.${index}`;
    const margins = marginsOf(selection, suite, field);
    return chosenTargets(selection, suite, targets).flatMap((target) =>
      chosenPoints(selection, suite, field).flatMap((point) =>
        [...margins].map(([metric, margin]) => ({ suite: suite.name, target, point, metric, margin })),
      ),
    );
  });
  return [...new Map(cells.map((cell) => [gatedCellName(cell), cell])).values()];
}

/** Variants that stand aside are gated only where they are named. */
function chosenTargets(
  { targets: names }: Selection,
  { name: suite }: Suite,
  targets: readonly Target[],
): string[] {
  const able = targets.filter((target) => {
    const way = target.suites[suite];
    return way !== undefined && 'command' in way;
  });
  for (const name of names ?? []) {
    if (able.some((target) => answersTo(target.name, name))) continue;
    const known = able.map((target) => target.name).join(', ');
    throw new TuttiError('UNKNOWN_TARGET', { name, known });
  }
  const chosen =
    names === undefined
      ? able.filter(({ aside }) => !aside)
      : able.filter((target) => names.some((name) => answersTo(target.name, name)));
  return chosen.map(({ name }) => name);
}

function chosenPoints({ points: grid }: Selection, suite: Suite, field: string): Point[] {
  if (grid === undefined) return pointsOf(suite, 'smoke', new Map());
  for (const [name, values] of Object.entries(grid)) {
    const factor = suite.factors.find((one) => one.name === name);
    const known = suite.factors.map((one) => one.name).join(', ');
    if (factor === undefined)
      throw misfit(`${field}.points.${name}`, `${suite.name} has no such factor, but ${known}`);
    const fault = values.map((value) => valueFault(factor, value)).find((one) => one !== undefined);
    if (fault !== undefined) throw misfit(`${field}.points.${name}`, fault);
  }
  return expandGrid(suite.factors, grid);
}

/** The metrics that are gated, each with its margin. */
function marginsOf({ metrics: names, margin }: Selection, suite: Suite, field: string): Map<string, number> {
  const known = suite.metrics.map(({ name }) => name);
  const chosen = names ?? known.slice(0, 1);
  const named = [...chosen, ...(typeof margin === 'number' ? [] : Object.keys(margin))];
  const strange = named.find((name) => !known.includes(name));
  if (strange !== undefined)
    throw misfit(`${field}.metrics`, `${suite.name} has no "${strange}", but ${known.join(', ')}`);
  return new Map(
    chosen.map((name) => [name, typeof margin === 'number' ? margin : (margin[name] ?? usualMargin)]),
  );
}

function misfit(field: string, reason: string): TuttiError {
  return new TuttiError('BAD_DECLARATION', { file: 'tutti.config.ts', field, reason });
}
