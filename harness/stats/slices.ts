/** The measured window as a series of rates. */

/** One slice of a measured window. */
export interface Slice {
  /** Middle of the slice, in milliseconds from the start of the window. */
  readonly middleMs: number;
  readonly durationMs: number;
  /** Units of work done in it per millisecond. */
  readonly rate: number;
}

/**
 * The slices of a launch record as rates; the work of a slice that took no time is counted to the next one.
 * @param intervals [elapsed ms at its end, work done in it], in order
 */
export function slicesOf(intervals: readonly (readonly [number, number])[]): Slice[] {
  const slices: Slice[] = [];
  let startMs = 0;
  let pending = 0;
  for (const [endMs, work] of intervals) {
    const durationMs = endMs - startMs;
    pending += work;
    if (durationMs <= 0) continue;
    slices.push({ middleMs: startMs + durationMs / 2, durationMs, rate: pending / durationMs });
    startMs = endMs;
    pending = 0;
  }
  return slices;
}

/** Work over time: the mean of the rates, each weighted by its duration. */
export function meanRate(slices: readonly Slice[]): number {
  let work = 0;
  let time = 0;
  for (const { rate, durationMs } of slices) {
    work += rate * durationMs;
    time += durationMs;
  }
  return work / time;
}

/**
 * How far a slice lies from what was fitted, in a measure that has the same spread for long and short slices: the
 * variance of a rate falls with the duration it is counted over.
 */
export function residual({ rate, durationMs }: Slice, fitted: number): number {
  return (rate - fitted) * Math.sqrt(durationMs);
}
