/** How much better or worse an arm is than base, on one scale for ratios and for differences of values that have none. */
import type { ArmRatio } from '../../model/gate.js';

/** Signed, above 0 better: to be compared with the logarithm of 1 + a share. Numbers that do not exist are null. */
export interface Effect {
  readonly estimate: number;
  readonly lo: number | null;
  readonly hi: number | null;
}

/**
 * The logarithm of a ratio. Where a value of zero or less leaves no ratio, the difference as a share of what base and its
 * copy come to on average, drawn out in the same way: `sign(d) log(1 + |d| / scale)`. It grows with the difference, so that
 * estimate, interval and test stay exact. Where base is zero throughout, every difference is without bounds.
 * @returns null when no block has both values
 */
export function effectOf({ ratio, lo, hi, difference }: ArmRatio): Effect | null {
  if (ratio !== null) return effectBy(Math.log, { estimate: ratio, lo, hi });
  if (difference === null) return null;
  const { scale } = difference;
  return effectBy(
    (value) => (value === 0 ? 0 : Math.sign(value) * Math.log1p(Math.abs(value) / scale)),
    difference,
  );
}

function effectBy(drawn: (value: number) => number, { estimate, lo, hi }: Effect): Effect {
  return {
    estimate: drawn(estimate),
    lo: lo === null ? null : drawn(lo),
    hi: hi === null ? null : drawn(hi),
  };
}
