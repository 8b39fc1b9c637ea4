/** Judges a check again from its launches: what `verdict.json` says must come out again. */
import type { AcceptedChange, GateVerdict } from '../model/gate.js';
import type { LaunchRecord } from '../model/launch.js';
import type { SuiteDeclaration } from '../model/suite.js';
import type { GateStage } from './gate-input.js';
import { judgeGate } from './gate.js';

/** The launches of both stages, from the folders that the verdict names; null where there was no second. */
export interface StageLaunches {
  readonly screen: readonly LaunchRecord[];
  readonly confirm: readonly LaunchRecord[] | null;
}

/**
 * The verdict that the launches give. What is no result of them (margins, noise floors, exceptions, revisions, the time) is
 * taken from the verdict at hand.
 * @param suites declarations of the run of the first stage
 */
export function rejudge(
  verdict: GateVerdict,
  launches: StageLaunches,
  suites: readonly SuiteDeclaration[],
): GateVerdict {
  const { cells, stages } = verdict;
  const floors = new Map(
    cells.map(({ suite, metric, tolerance: { floor, floorMeasured } }) => [
      `${suite}|${metric}`,
      { floor, measured: floorMeasured, controls: 0 },
    ]),
  );
  const stage = (of: GateVerdict['stages']['screen'], records: readonly LaunchRecord[]): GateStage => ({
    ...of,
    launches: records,
  });
  return judgeGate({
    ...verdict,
    suites,
    cells: cells.map(({ suite, target, point, metric, tolerance: { margin } }) => {
      return { suite, target, point, metric, margin };
    }),
    floorOf: (suite, metric) =>
      floors.get(`${suite}|${metric}`) ?? { floor: 0, measured: false, controls: 0 },
    screen: stage(stages.screen, launches.screen),
    confirm:
      stages.confirm === null || launches.confirm === null ? null : stage(stages.confirm, launches.confirm),
    accepted: acceptedIn(verdict),
  });
}

function acceptedIn({ cells, stale }: GateVerdict): AcceptedChange[] {
  const inForce = cells.flatMap(({ exception }) => (exception === null ? [] : [exception]));
  return [...inForce, ...stale].map(({ cell, reason, until, by }) => ({ cell, reason, until, by }));
}
