/** The straight line through a measured window. */
import { meanRate, residual, type Slice } from './slices.js';

export interface Trend {
  /** Change over the whole window, as a share of the mean rate: 0.05 is a rise of 5 %. */
  readonly change: number;
  /** Standard error of the change, for slices that are independent of each other. */
  readonly standardError: number;
  readonly residuals: readonly number[];
}

/**
 * Least squares of rate on time, slices weighted by their durations: Draper and Smith, "Applied Regression Analysis"
 * (3rd edition, 1998), sections 1.2 to 1.4 and 9.2.
 * @param slices three or more, with some work done
 */
export function fitTrend(slices: readonly Slice[]): Trend {
  const mean = meanRate(slices);
  const windowMs = slices.reduce((total, { durationMs }) => total + durationMs, 0);
  const centreMs = slices.reduce((total, slice) => total + slice.durationMs * slice.middleMs, 0) / windowMs;
  let products = 0;
  let squares = 0;
  for (const { rate, middleMs, durationMs } of slices) {
    products += durationMs * (middleMs - centreMs) * (rate - mean);
    squares += durationMs * (middleMs - centreMs) ** 2;
  }
  const slope = products / squares;
  const residuals = slices.map((slice) => residual(slice, mean + slope * (slice.middleMs - centreMs)));
  const variance = residuals.reduce((total, value) => total + value ** 2, 0) / (slices.length - 2);
  const scale = windowMs / mean;
  return { change: slope * scale, standardError: Math.sqrt(variance / squares) * scale, residuals };
}
