/** Who is measured when a machine is qualified: one target a suite, at one point, unless the user says otherwise. */
import type { Point } from '../model/point.js';
import type { ProfileName } from '../model/profile.js';
import type { UnavailableTarget } from '../model/run.js';
import type { Suite } from '../model/suite.js';
import type { Target } from '../model/target.js';
import { type PointChoice, pointsOf } from '../plan/points.js';
import { isSlowable } from './arms.js';

/** One target of one suite, at one point. */
export interface Subject {
  readonly suite: Suite;
  readonly target: Target;
  readonly point: Point;
}

/** What there is to choose from, and what the user wants of it. */
export interface Candidates {
  readonly suites: readonly Suite[];
  /** Those that the user names, all when there is no such list. */
  readonly targets: readonly Target[];
  readonly named: boolean;
  readonly missing: readonly UnavailableTarget[];
  readonly profile: ProfileName;
  readonly points: PointChoice;
}

/**
 * Targets that the user names, each in every suite that it can run; else, for each suite, the first by name that can slow
 * itself down, or the first that can run it at all. Points that the user asks for; else the one at which the suite says
 * that a slowdown shows.
 */
export function subjectsOf(candidates: Candidates): Subject[] {
  return candidates.suites.flatMap((suite) => {
    const able = candidates.targets.filter((target) => canRun(target, suite, candidates.missing));
    const usual = able.filter(({ aside }) => !aside);
    const first = usual.find((target) => isSlowable(target, suite)) ?? usual[0];
    const chosen = candidates.named ? able : first === undefined ? [] : [first];
    return pointsFor(suite, candidates).flatMap((point) =>
      chosen.map((target) => ({ suite, target, point })),
    );
  });
}

function canRun(target: Target, { name }: Suite, missing: readonly UnavailableTarget[]): boolean {
  const way = target.suites[name];
  if (way === undefined || !('command' in way)) return false;
  return !missing.some((lack) => lack.target === target.name && (lack.suite === null || lack.suite === name));
}

function pointsFor(suite: Suite, { profile, points }: Candidates): Point[] {
  const usual = Object.entries(suite.qualifyAt ?? {}).map(([name, value]) => [name, [value]] as const);
  const possible = pointsOf(suite, profile, new Map([...usual, ...points]));
  return suite.factors.some(({ name }) => points.has(name)) ? possible : possible.slice(0, 1);
}
