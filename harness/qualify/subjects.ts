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
 * Targets that the user names, each in every suite that it can run; else one for each suite: of those that can slow themselves
 * down in it, the one that can do so in most suites, and the first by name of these; or the first that can run it at all.
 * Points that the user asks for; else the one at which the suite says that a slowdown shows.
 */
export function subjectsOf(candidates: Candidates): Subject[] {
  const { suites, targets, missing, named } = candidates;
  const ways = (target: Target): number =>
    Object.keys(target.suites).filter((name) => isSlowable(target, { name })).length;
  const versatile = targets.filter(({ aside }) => !aside).sort((one, other) => ways(other) - ways(one));
  return suites.flatMap((suite) => {
    const able = (target: Target): boolean => canRun(target, suite, missing);
    const usual = versatile.filter(able);
    const first = usual.find((target) => isSlowable(target, suite)) ?? usual[0];
    const chosen = named ? targets.filter(able) : first === undefined ? [] : [first];
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
