/** What a plan is made of: which target is launched at which point, and who cannot be. */
import { TuttiError } from '../model/errors.js';
import type { ProfileName } from '../model/profile.js';
import type { UnavailableTarget } from '../model/run.js';
import type { Suite } from '../model/suite.js';
import type { Target } from '../model/target.js';
import type { Treatment } from './make-plan.js';
import { type PointChoice, pointsOf } from './points.js';

export interface Selection {
  readonly treatments: Treatment[];
  /** The chosen targets that take part. */
  readonly targets: Target[];
  readonly unavailable: UnavailableTarget[];
}

/**
 * Sets every available target beside every point of the suites it can run.
 * @throws TuttiError NOTHING_TO_MEASURE with the reasons
 */
export function select(
  suites: readonly Suite[],
  targets: readonly Target[],
  missing: readonly UnavailableTarget[],
  profile: ProfileName,
  choice: PointChoice,
): Selection {
  const lacking = missing.filter(
    ({ target, suite }) =>
      targets.some(({ name }) => name === target) &&
      (suite === null || suites.some(({ name }) => name === suite)),
  );
  const lacks = (target: Target, suite: string | null): boolean =>
    lacking.some((lack) => lack.target === target.name && lack.suite === suite);
  const able = targets.filter((target) => !lacks(target, null));
  const treatments = suites.flatMap((suite) => {
    const players = able
      .filter((target) => canRun(target, suite) && !lacks(target, suite.name))
      .map(({ name }) => name);
    if (players.length === 0) return [];
    return pointsOf(suite, profile, choice).map((point) => ({ suite: suite.name, point, targets: players }));
  });
  const unavailable = [...lacking, ...able.flatMap((target) => declined(target, suites))];
  if (treatments.length === 0) throw nothingToMeasure(unavailable);
  const playing = new Set(treatments.flatMap((treatment) => treatment.targets));
  return { treatments, targets: able.filter(({ name }) => playing.has(name)), unavailable };
}

/** The error of a plan that nobody can be in, with what each target lacks. */
export function nothingToMeasure(unavailable: readonly UnavailableTarget[]): TuttiError {
  const reasons = [...new Set(unavailable.map(({ target, reason }) => `${target}: ${reason}`))].join('; ');
  return new TuttiError('NOTHING_TO_MEASURE', {
    reasons: reasons === '' ? 'none of them can run it' : reasons,
  });
}

function canRun(target: Target, suite: Suite): boolean {
  const way = target.suites[suite.name];
  return way !== undefined && 'command' in way;
}

function declined(target: Target, suites: readonly Suite[]): UnavailableTarget[] {
  return suites.flatMap(({ name }) => {
    const way = target.suites[name];
    if (way !== undefined && 'command' in way) return [];
    const reason = way?.unsupported ?? 'it declares no command for this suite';
    return [{ target: target.name, suite: name, reason, remedy: null }];
  });
}
