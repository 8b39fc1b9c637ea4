/** Noise floors: differences that a machine shows between a target and itself. */
import type { Floor, Qualification } from '../model/qualification.js';
import { quantile } from '../stats/quantiles.js';

/** Below this share nothing is called a difference, however quiet the machine is. */
const leastFloor = 0.02;
/** What is assumed of a machine that nobody has qualified. */
const assumedFloor = 0.05;
/** Controls behind a floor that counts as measured. */
const fewestControls = 20;

/** The margin of a comparison: what lies within it is no difference. */
export function marginOf({ floor }: Floor): number {
  return Math.max(leastFloor, floor);
}

/** The floor of a metric of a suite. */
export type FloorOf = (suite: string, metric: string) => Floor;

/**
 * The 95th percentile of the size of the differences that controls (A/A) have shown on this machine, at least 2 %; 5 %
 * as long as there are fewer than 20 of them.
 * @param qualification of the environment at hand; null when there is none
 */
export function floorsOf(qualification: Qualification | null): FloorOf {
  return (suite, metric) => {
    const sizes = (qualification?.controls ?? [])
      .filter((control) => control.suite === suite && control.metric === metric)
      .map(({ logRatio }) => Math.abs(logRatio));
    if (sizes.length < fewestControls)
      return { floor: assumedFloor, measured: false, controls: sizes.length };
    return {
      floor: Math.max(leastFloor, Math.expm1(quantile(sizes, 0.95))),
      measured: true,
      controls: sizes.length,
    };
  };
}
