/** Runs for the tests of the judge: a plan with Williams orders, and a value for each of its launches. */
import type { LaunchRecord } from '../../model/launch.js';
import type { PlannedLaunch } from '../../model/plan.js';
import { expandGrid } from '../../model/point.js';
import { measuredLaunch, recordsOf, runOf, type RunShape, suiteLike } from '../../model/test/records.js';
import { makePlan } from '../../plan/make-plan.js';
import type { RecordedRun } from '../compare/compare.js';
import type { FloorOf } from '../noise-floor.js';

/** A floor of 2 %, as measured. */
export const quietFloor: FloorOf = () => ({ floor: 0.02, measured: true, controls: 40 });

/**
 * A run in which every launch has the throughput that `valueOf` says, or the record it gives; a launch of null was never
 * done, as when a run is broken off.
 */
export function recorded(
  shape: RunShape,
  valueOf: (launch: PlannedLaunch) => number | LaunchRecord | null,
): RecordedRun {
  const { suite = suiteLike(), targets = ['capriccio', 'event-loop'], grid = {}, blocks = 10 } = shape;
  const run = runOf({ ...shape, suite, targets, grid, blocks });
  const plan = makePlan({
    profile: run.plan.profile,
    seed: 7,
    timing: run.plan.timing,
    launches: blocks,
    treatments: expandGrid(suite.factors, grid).map((point) => ({ suite: suite.name, point, targets })),
  });
  const launches = recordsOf({ ...run, plan }, (planned) => {
    const value = valueOf(planned);
    if (value === null) return measuredLaunch({ ...planned, id: '' });
    return typeof value === 'number' ? measuredLaunch({ ...planned, throughput: value }) : value;
  });
  return { run: { ...run, plan }, launches: launches.filter(({ id }) => id !== '') };
}

/** A little noise, the same for the same launch: within 1 % on both sides. */
export function jitter({ seed }: PlannedLaunch): number {
  return 1 + 0.02 * ((seed % 1_000) / 1_000 - 0.5);
}
