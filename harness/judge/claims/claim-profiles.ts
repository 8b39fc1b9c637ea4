/** Which profiles measure enough for a claim to be judged. */
import type { Claim, Evidence } from '../../model/claim.js';
import { expandGrid, type Point, pointKey } from '../../model/point.js';
import { type ProfileName, profiles } from '../../model/profile.js';
import type { SuiteDeclaration } from '../../model/suite.js';

/** Fewer launches give no interval, and without one nothing is said. */
const fewestLaunches = 6;

/** The smallest profile that measures all that the claim asks for, if all its targets can be measured; null: none does. */
export function leastProfile(claim: Claim, suite: SuiteDeclaration): ProfileName | null {
  const enough = Object.values(profiles).find(
    ({ name, launches }) => launches >= fewestLaunches && isEnough(claim, suite, name),
  );
  return enough?.name ?? null;
}

/** Judges the claim by made-up numbers, all of them alike, at every point of the profile: is any other asked for? */
function isEnough(claim: Claim, suite: SuiteDeclaration, profile: ProfileName): boolean {
  const points = suite.profiles[profile].flatMap((grid) => expandGrid(suite.factors, grid));
  const measured = new Set(points.map(pointKey));
  let missed = false;
  const has = (point: Point): boolean => {
    const found = measured.has(pointKey(point));
    missed ||= !found;
    return found;
  };
  const evidence: Evidence = {
    cell: (target, point, metric) =>
      has(point) ? { suite: suite.name, target, point, metric, ...madeUp } : null,
    spoiledBy: () => [],
    ratio: (a, b) =>
      has(a.point) && has(b.point)
        ? { n: fewestLaunches, ratio: 1, lo: 1, hi: 1 }
        : { n: 0, ratio: null, lo: null, hi: null },
    points: () => points,
  };
  return claim.judge(evidence).verdict !== 'not-measured' && !missed;
}

const madeUp = {
  unit: '1',
  better: 'higher' as const,
  n: fewestLaunches,
  median: 1,
  lo: 1,
  hi: 1,
  validity: [],
};
