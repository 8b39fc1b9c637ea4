/** The axis of ratios: logarithmic, so that twice and half are equally far from no difference. Pure. */
import { type Axis, extent } from './axis.js';

/** Steps of ticks beside 1 where all values are near it: 0.05 gives 0.9, 0.95, 1, 1.05, 1.1. */
const steps = [0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.0025, 0.001] as const;

/** Ticks of an axis that is too short for powers of two alone. */
const between = [1 / 8, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 1.5, 2, 3, 4, 8] as const;

/** How far from 1 the axis goes at least, as a ratio: nothing less is worth a look. */
const leastReach = 1.01;

/**
 * The axis of ratios to a base. It always contains 1. Where values lie on both sides of it, the shorter side is as long as
 * the longer one, unless it would be more than half empty. Ticks are powers of two, or, where nothing is twice or half as
 * much, even steps about 1.
 * @param values ratios, in any order; those that are not above zero are ignored
 */
export function ratioAxis(title: string, values: readonly number[]): Axis {
  const [least, most] = extent([1, ...values.filter((value) => value > 0 && Number.isFinite(value))]);
  const [below, above] = balanced(1 / least, most);
  const reach = Math.max(below, above);
  // A twentieth of the longer side is left at the end of a side that has values, so that no point stands on the frame.
  const room = reach ** 0.05;
  const [min, max] = [1 / (below * room), above * room];
  const ticks = reach >= 2 ? powers(min, max) : evenSteps(min, max, reach);
  return { title, scale: 'log', min, max, ticks, words: ratioWords };
}

/** `2 ×`, `1/2 ×`, `2/3 ×`, `0.95 ×`. */
export function ratioWords(ratio: number): string {
  // Of a ratio below 1 that is a simple fraction, only the fraction says at once what its inverse is.
  const parts = [1, 2].find((part) => Math.abs(part / ratio - Math.round(part / ratio)) < 1e-9);
  const shown =
    ratio < 1 && parts !== undefined
      ? `${parts}/${Math.round(parts / ratio).toLocaleString('en-GB')}`
      : ratio.toLocaleString('en-GB', { maximumSignificantDigits: 4 });
  return `${shown} ×`;
}

/** The reach of both sides: the shorter grows to the longer where both are used and it is not less than half of it. */
function balanced(below: number, above: number): [below: number, above: number] {
  const reach = Math.max(below, above, leastReach);
  const shorter = Math.min(below, above);
  if (reach === leastReach || shorter ** 2 >= reach) return [reach, reach];
  return [below, above];
}

/** At most about nine powers of two; where these are only three, what lies between them too. */
function powers(min: number, max: number): number[] {
  if (max / min < 10) return between.filter((ratio) => ratio >= min && ratio <= max);
  const first = Math.ceil(Math.log2(min) - 1e-9);
  const last = Math.floor(Math.log2(max) + 1e-9);
  const step = Math.ceil((last - first) / 8);
  const ticks: number[] = [];
  for (let exponent = first; exponent <= last; exponent++) {
    if (exponent % Math.max(step, 1) === 0) ticks.push(2 ** exponent);
  }
  return ticks;
}

/** Ticks at even steps from 1; the longer side has at least two of them. */
function evenSteps(min: number, max: number, reach: number): number[] {
  const step = steps.find((candidate) => reach - 1 >= 2 * candidate) ?? 0.0005;
  const first = Math.ceil((min - 1) / step - 1e-9);
  const last = Math.floor((max - 1) / step + 1e-9);
  // The sum is rounded: 1 - 3 * 0.1 is written 0.7 only by luck.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number((1 + (first + index) * step).toPrecision(6)),
  );
}
