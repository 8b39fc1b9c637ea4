/** What a target that slows itself down on purpose says of it, so that what was asked for can be compared with what was done. */
import type { MeasuredLaunch } from './launch.js';

/** The fact under which a result has it. */
export const injectedShareFact = 'injectedShare';

/** The share that the delay loop of a launch really took of the time of its work; undefined when it says nothing. */
export function injectedShareOf({ facts }: Pick<MeasuredLaunch, 'facts'>): number | undefined {
  const share = Number(facts?.[injectedShareFact]);
  return Number.isFinite(share) ? share : undefined;
}
