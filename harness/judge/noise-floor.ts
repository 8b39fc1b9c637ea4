/** Noise floors: differences that a machine shows between a target and itself. */
import type { Floor, Qualification } from '../model/qualification.js';
import { quantile } from '../stats/quantiles.js';

/** Below this share nothing is called a difference, however quiet the machine is. */
const leastFloor = 0.02;
/** What is assumed of a machine that nobody has qualified. */
const assumedFloor = 0.05;
/** Controls behind a floor that counts as measured. */
const fewestControls = 20;
/** Blocks of a control that has an interval; one of fewer scatters more than what a floor is for. */
const fewestBlocks = 6;

/** The margin of a comparison: what lies within it is no difference. */
export function marginOf({ floor }: Floor): number {
  return Math.max(leastFloor, floor);
}

/** The floor of a metric of a suite. */
export type FloorOf = (suite: string, metric: string) => Floor;

/**
 * The floors that were known without a run, for judging that run itself: controls that help to say what is no difference
 * would excuse themselves.
 */
export function floorsWithout(qualification: Qualification | null, run: string): FloorOf {
  if (qualification === null) return floorsOf(null);
  return floorsOf({ ...qualification, controls: qualification.controls.filter((one) => one.run !== run) });
}

/**
 * The 95th percentile of the size of the differences that controls (A/A) have shown on this machine, at least 2 %; 5 %
 * as long as there are fewer than 20 of them. Controls of fewer than 6 blocks do not count.
 * @param qualification of the environment at hand; null when there is none
 */
export function floorsOf(qualification: Qualification | null): FloorOf {
  return (suite, metric) => {
    const sizes = (qualification?.controls ?? [])
      .filter(({ n }) => n >= fewestBlocks)
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
