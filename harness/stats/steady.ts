/** The steady-state test of one launch's measured window. */
import { lagOne } from './autocorrelation.js';
import { slicesOf, type Slice } from './slices.js';
import { findStep, stepProbability } from './step.js';
import { studentTWithin } from './student-t.js';
import { fitTrend } from './trend.js';

/** A trend may change the rate by this share over the window, in the manner of fio's `steadystate=iops_slope`. */
const trendTolerance = 0.01;
const trendConfidence = 0.99;
/** The medians before and after a step may differ by this share. */
const stepTolerance = 0.05;
const stepSignificance = 0.01;
const fewestIntervals = 8;

/** What the test saw. Changes are shares: 0.05 is a rise of 5 %. */
export interface SteadyNumbers {
  readonly intervals: number;
  /** Change of the rate over the window along a straight line, and the half-length of its 99 % interval. */
  readonly trend: { readonly change: number; readonly margin: number };
  /** The most likely step: when it came, by how much, and its p value; null when it is too small to matter. */
  readonly step: { readonly atMs: number; readonly change: number; readonly p: number | null };
  /** Correlation of neighbouring slices, by which both were discounted. */
  readonly autocorrelation: number;
}

/** The verdict on a window. `unknown` is not held against a launch. */
export type Steadiness =
  | ({ readonly verdict: 'steady' } & SteadyNumbers)
  | ({ readonly verdict: 'not-steady'; readonly because: readonly ('drift' | 'step')[] } & SteadyNumbers)
  | { readonly verdict: 'unknown'; readonly intervals: number; readonly reason: string };

/**
 * Says whether the rate of work was the same throughout a measured window. It was not steady if it has
 * - a drift: the change along a straight line is beyond 1 % by more than its own 99 % uncertainty
 *   (|change| - t(0.995, n - 2) x standard error > 1 %); or
 * - a step: the medians of the two sides of the most likely split differ by more than 5 %, and the split is too clear to
 *   come from a random order (permutation p < 0.01).
 *
 * Neighbouring slices resemble each other without any drift (a garbage collection spans two), which would set off both.
 * So both are discounted by the factor sqrt((1 + r) / (1 - r)), which is what an autocorrelation r takes from a mean's
 * precision (Bartlett, "On the Theoretical Specification and Sampling Properties of Autocorrelated Time-Series", 1946).
 * r is the lesser one of what the line and the step leave over: either explains away the autocorrelation it causes.
 *
 * Simulated rates of `not-steady`, slices of equal length, lognormal noise (`steady.test.ts` repeats some of them):
 * | slices                                              |  10 |  15 |  20 |  50 | 100 |
 * |---|---|---|---|---|---|
 * | flat, noise 2 %                                     |   0 |   0 |   0 |   0 |   0 |
 * | flat, noise 10 %                                    | .01 | .01 | .01 | .01 | .01 |
 * | flat, noise 10 %, autocorrelation 0.3               | .04 | .05 | .06 | .03 | .03 |
 * | flat, noise 10 %, autocorrelation 0.6               | .13 | .14 | .13 | .06 | .03 |
 * | drift of 5 %, noise 1 %                             | .59 | .86 | .96 |   1 |   1 |
 * | drift of 5 %, noise 2 %                             | .13 | .25 | .37 | .88 |   1 |
 * | drift of 10 %, noise 2 %                            | .70 | .95 | .99 |   1 |   1 |
 * | step of 10 % in the middle, noise 2 %               | .90 | .97 | .99 |   1 |   1 |
 * | step of 10 % after a fifth of the window, noise 2 % | .04 | .21 | .70 |   1 |   1 |
 *
 * Without the discount the fourth row would be .12 to .47, growing with the slices. A short window can drift by 5 % and
 * pass.
 * Fewer than 8 slices say nothing, and a window without any work has no rate: `unknown`.
 * @param intervals the measured window in slices, of any lengths: [elapsed ms at its end, work done in it]
 */
export function testSteady(intervals: readonly (readonly [number, number])[]): Steadiness {
  const slices = slicesOf(intervals);
  const n = slices.length;
  if (n < fewestIntervals) {
    return { verdict: 'unknown', intervals: n, reason: `fewer than ${fewestIntervals} intervals` };
  }
  if (slices.every(({ rate }) => rate === 0)) {
    return { verdict: 'unknown', intervals: n, reason: 'no work was done in the window' };
  }
  const numbers = measure(slices);
  const { trend, step } = numbers;
  const because: ('drift' | 'step')[] = [];
  if (Math.abs(trend.change) - trend.margin > trendTolerance) because.push('drift');
  if (step.p !== null && step.p < stepSignificance) because.push('step');
  return because.length === 0
    ? { verdict: 'steady', ...numbers }
    : { verdict: 'not-steady', because, ...numbers };
}

function measure(slices: readonly Slice[]): SteadyNumbers {
  const line = fitTrend(slices);
  const step = findStep(slices);
  const autocorrelation = Math.max(0, Math.min(lagOne(line.residuals), lagOne(step.residuals)));
  const discount = Math.sqrt((1 + autocorrelation) / (1 - autocorrelation));
  const margin = studentTWithin(trendConfidence, slices.length - 2) * line.standardError * discount;
  const matters = Math.abs(step.change) > stepTolerance;
  const first = slices[step.before];
  return {
    intervals: slices.length,
    trend: { change: line.change, margin },
    step: {
      atMs: first === undefined ? 0 : first.middleMs - first.durationMs / 2,
      change: step.change,
      p: matters ? stepProbability(slices, step.statistic / discount) : null,
    },
    autocorrelation,
  };
}
