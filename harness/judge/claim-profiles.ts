/** Which profiles measure enough for a claim to be judged. */
import type { CellSummary } from '../model/cell.js';
import type { Claim, Evidence } from '../model/claim.js';
import { expandGrid, pointKey } from '../model/point.js';
import { type ProfileName, profiles } from '../model/profile.js';
import type { SuiteDeclaration } from '../model/suite.js';

/** Fewer launches give no interval, and without one nothing is said. */
const fewestLaunches = 6;

/** The smallest profile whose points let the claim be judged, if all its targets can be measured there; null: none does. */
export function leastProfile(claim: Claim, suite: SuiteDeclaration): ProfileName | null {
  const enough = Object.values(profiles).find(
    ({ name, launches }) =>
      launches >= fewestLaunches && claim.judge(everythingAt(suite, name)).verdict !== 'not-measured',
  );
  return enough?.name ?? null;
}

/** Evidence in which every target was measured at every point of a profile, all of them alike. */
function everythingAt(suite: SuiteDeclaration, profile: ProfileName): Evidence {
  const points = suite.profiles[profile].flatMap((grid) => expandGrid(suite.factors, grid));
  const keys = new Set(points.map(pointKey));
  const has = (side: Parameters<Evidence['ratio']>[0]): boolean => keys.has(pointKey(side.point));
  const summary = (target: string, metric: string): Omit<CellSummary, 'point'> => ({
    suite: suite.name,
    target,
    metric,
    unit: '1',
    better: 'higher',
    n: fewestLaunches,
    median: 1,
    lo: 1,
    hi: 1,
    validity: [],
  });
  return {
    cell: (target, point, metric) => (has({ target, point }) ? { ...summary(target, metric), point } : null),
    ratio: (a, b) =>
      has(a) && has(b)
        ? { n: fewestLaunches, ratio: 1, lo: 1, hi: 1 }
        : { n: 0, ratio: null, lo: null, hi: null },
    points: () => points,
  };
}
