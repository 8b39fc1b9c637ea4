/** Judges a check again, from the launches of its stages and what its verdict recorded of how it was judged. */
import type { AcceptedChange, GateVerdict } from '../../model/gate.js';
import type { LaunchRecord } from '../../model/launch.js';
import type { SuiteDeclaration } from '../../model/suite.js';
import { judgeGate } from './gate.js';
import type { FloorOf } from '../noise-floor.js';

/** The run of a stage, as far as judging needs it. */
export interface StageRecords {
  readonly suites: readonly SuiteDeclaration[];
  readonly launches: readonly LaunchRecord[];
}

/**
 * The verdict that these launches give. Margins, noise floors, exceptions and the day are those that the former verdict
 * names: what is known of the machine, or put up with, may have changed since.
 * @param confirm null when there was no second stage
 */
export function judgeAgain(
  former: GateVerdict,
  screen: StageRecords,
  confirm: StageRecords | null,
): GateVerdict {
  const { stages, cells } = former;
  return judgeGate({
    ...former,
    suites: screen.suites,
    cells: cells.map(({ suite, target, point, metric, tolerance: { margin } }) => ({
      suite,
      target,
      point,
      metric,
      margin,
    })),
    floorOf: floorsIn(former),
    accepted: exceptionsIn(former),
    acceptedAtBase: exceptionsAtBase(former),
    screen: { ...stages.screen, launches: screen.launches },
    confirm:
      stages.confirm === null
        ? null
        : { ...stages.confirm, launches: confirm === null ? [] : confirm.launches },
  });
}

/** The floors that cells were judged with. */
function floorsIn({ cells }: GateVerdict): FloorOf {
  const floors = new Map(cells.map(({ suite, metric, tolerance }) => [`${suite}|${metric}`, tolerance]));
  return (suite, metric) => {
    const tolerance = floors.get(`${suite}|${metric}`);
    return { floor: tolerance?.floor ?? 0, measured: tolerance?.floorMeasured ?? false, controls: 0 };
  };
}

/** The exceptions that cells fell under, and those that did nothing. */
function exceptionsIn({ cells, stale }: GateVerdict): AcceptedChange[] {
  const used = cells.flatMap(({ exception }) => (exception === null ? [] : [exception]));
  return [...used, ...stale].map(({ cell, reason, until, by, ratio, difference, failure }) => ({
    cell,
    reason,
    until,
    by,
    ratio,
    difference,
    failure,
  }));
}

/** Those of them that base had as well; null when that was not known. */
function exceptionsAtBase({ cells }: GateVerdict): AcceptedChange[] | null {
  const used = cells.flatMap(({ exception }) => (exception === null ? [] : [exception]));
  return used.some(({ addedByHead }) => addedByHead === null)
    ? null
    : used.filter(({ addedByHead }) => addedByHead === false);
}
