/** Which profile would measure what a run did not. Pure. */
import { expandGrid, type Point } from '../../../../harness/model/point.js';
import { type ProfileName, profiles } from '../../../../harness/model/profile.js';
import type { SuiteDeclaration } from '../../../../harness/model/suite.js';

/** Fewer launches give no interval, and without one nothing is judged. */
const fewestLaunches = 6;

/**
 * The smallest profile that measures every one of these places often enough for an interval; null: none does.
 * @param places values of factors; a place that does not name a factor is met by any value of it
 */
export function profileFor(suite: SuiteDeclaration, places: readonly Point[]): ProfileName | null {
  const enough = Object.values(profiles).find(
    ({ name, launches }) => launches >= fewestLaunches && meets(suite, name, places),
  );
  return enough?.name ?? null;
}

function meets(suite: SuiteDeclaration, profile: ProfileName, places: readonly Point[]): boolean {
  const points = suite.profiles[profile].flatMap((grid) => expandGrid(suite.factors, grid));
  return places.every((place) =>
    points.some((point) => Object.entries(place).every(([factor, value]) => point[factor] === value)),
  );
}
