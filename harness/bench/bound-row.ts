/** A row of a bench that holds what was timed against a bound. */
import type { BenchRow } from '../model/bench.js';
import { medianInterval } from '../stats/intervals.js';
import { median } from '../stats/quantiles.js';

/**
 * The bound over the measured median; the interval is that of the median.
 * @param times milliseconds of each repetition
 */
export function boundRow(what: string, times: readonly number[], boundMs: number): BenchRow {
  const middle = median(times);
  const interval = medianInterval(times);
  const ratio = boundMs / middle;
  return {
    what,
    rival: `a bound of ${boundMs} ms`,
    ratio,
    lo: interval === null ? null : boundMs / interval.hi,
    hi: interval === null ? null : boundMs / interval.lo,
    reach: 1,
    met: ratio >= 1,
    note: `median ${middle.toFixed(0)} ms of ${times.length}`,
  };
}
