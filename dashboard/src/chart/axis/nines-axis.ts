/** The axis of quantiles by their nines: from 90 to 99 % is as far as from 99 to 99.9 %. Pure. */
import type { Axis } from './axis.js';

/** Where a quantile stands on the axis: the number of its nines, `log10(1 / (1 - q))`. @param quantile from 0 to below 1 */
export function ninesOf(quantile: number): number {
  return -Math.log10(1 - quantile);
}

/**
 * The axis of quantiles: from 0 to the highest one, with a tick at the median and at each further nine.
 * @param quantiles from 0 to 1, in any order; 1 has no place on the axis
 */
export function ninesAxis(title: string, quantiles: readonly number[]): Axis {
  const highest = quantiles.reduce((most, quantile) => (quantile < 1 ? Math.max(most, quantile) : most), 0.9);
  const end = ninesOf(highest);
  const next = Math.ceil(end - 1e-9);
  // What ends just below a nine has that nine's tick: 99.98 % is read against 99.99 %.
  const max = next - end < 0.35 ? Math.max(next, end) : end;
  const nines = Array.from({ length: Math.floor(max) }, (_, index) => index + 1);
  return {
    title,
    scale: 'linear',
    min: 0,
    max,
    ticks: [0, ninesOf(0.5), ...nines],
    words: ninesWords,
  };
}

/** `50 %`, `99.9 %`: a place on the axis as the quantile it is. */
export function ninesWords(nines: number): string {
  const percent = 100 * (1 - 10 ** -nines);
  // 99.9 % has three nines, and one digit after the point; what lies between two nines may have one more.
  const digits = Math.max(0, Math.ceil(nines - 1e-9) - 1);
  return `${percent.toLocaleString('en-GB', { maximumFractionDigits: digits })} %`;
}
