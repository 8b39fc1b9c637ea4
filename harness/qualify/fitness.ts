/** Whether a machine is fit to measure on, and why not. */
import { percent } from '../model/percent.js';
import type { Power, Rates } from '../model/qualification-report.js';
import type { Share } from '../model/simulation.js';

/** The most often that an interval of 95 % may leave out "no difference" where there is none. */
const nominal = 0.05;
/** The largest slowdown must be seen at least so often. */
const leastPower = 0.8;
/** What the delay loops took, and what came of it, may differ from each other and from what was asked for by this factor. */
const effectFactor = 2;

/**
 * The reasons why a machine is not fit; none when it is. Shares are held against their limits by their exact intervals, so
 * that a machine is not called unfit by chance: in one time of forty, for each of the first two.
 */
export function unfitnesses({ falseAlarms, power }: Rates): string[] {
  const largest = power.at(-1);
  return [
    alarms(falseAlarms.interval),
    ...(largest === undefined ? [] : [unseen(largest), overdone(largest), without(largest)]),
  ].filter((reason) => reason !== undefined);
}

function alarms(share: Share | null): string | undefined {
  if (share === null || share.lo <= nominal) return undefined;
  return `a target differs from itself in ${counted(share)}, where ${percent(nominal)} at most would be chance`;
}

function unseen({ wanted, interval }: Power): string | undefined {
  if (interval === null || interval.hi >= leastPower) return undefined;
  return `a slowdown of ${percent(wanted)} is seen in ${counted(interval)} only`;
}

function overdone({ wanted, injected }: Power): string | undefined {
  if (isNear(injected, wanted)) return undefined;
  return `delay loops of ${percent(wanted)} took ${percent(injected)}: they were kept from the CPU`;
}

function without({ injected, measured }: Power): string | undefined {
  if (isNear(measured, injected)) return undefined;
  return `a slowdown that took ${percent(injected)} of the time changed the numbers by ${percent(measured)}`;
}

function isNear(value: number, other: number): boolean {
  return value < other * effectFactor && value > other / effectFactor;
}

/** `3 of 12 trials (25 %, [5.5, 57.2])`. */
function counted({ count, of, share, lo, hi }: Share): string {
  return `${count} of ${of} trials (${percent(share)}, 95 % interval ${percent(lo)} to ${percent(hi)})`;
}
