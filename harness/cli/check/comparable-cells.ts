/** Which gated cells both revisions can play. */
import { TuttiError } from '../../model/errors.js';
import type { GatedCell } from '../../model/gate.js';
import type { RevisionTargets } from '../../revisions/revision-targets.js';

/** Why one revision cannot play a target in a suite. */
interface Lack {
  readonly reason: string;
  readonly remedy: string;
}

/**
 * The cells that can be compared, and a note for each target that cannot.
 * @throws TuttiError HEAD_CANNOT_RUN when base can play what head cannot, NOTHING_GATED when no cell is left
 */
export function comparableCells(
  cells: readonly GatedCell[],
  { base, head }: { readonly base: RevisionTargets; readonly head: RevisionTargets },
): { cells: GatedCell[]; notes: string[] } {
  const notes = new Set<string>();
  const comparable = cells.filter(({ suite, target }) => {
    const atHead = lackOf(head, suite, target);
    const atBase = lackOf(base, suite, target);
    if (atHead !== undefined && atBase === undefined)
      throw new TuttiError('HEAD_CANNOT_RUN', { target, ...atHead });
    if (atBase === undefined) return true;
    const where = atHead === undefined ? 'base' : 'both revisions';
    notes.add(`${target} in ${suite} is not compared, ${where} cannot run it: ${atBase.reason}`);
    return false;
  });
  if (comparable.length > 0) return { cells: comparable, notes: [...notes] };
  const reasons = notes.size === 0 ? 'no target plays the suites of the gate' : [...notes].join('; ');
  throw new TuttiError('NOTHING_GATED', { reasons });
}

function lackOf({ targets, unavailable }: RevisionTargets, suite: string, target: string): Lack | undefined {
  const missing = unavailable.find(({ target: name }) => name === target);
  if (missing !== undefined)
    return { reason: missing.reason, remedy: missing.remedy ?? 'see what its set-up printed' };
  const way = targets.find(({ name }) => name === target)?.suites[suite];
  if (way !== undefined && 'command' in way) return undefined;
  const remedy = 'gate another target, or accept that it is gone by removing it from the gate';
  return { reason: way?.unsupported ?? 'it is not there', remedy };
}
