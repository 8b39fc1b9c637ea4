/** Axes: limits and ticks that fit what is drawn. Pure. */

export type Scale = 'linear' | 'log';

/** One axis, in its own units. */
export interface Axis {
  readonly title: string;
  readonly scale: Scale;
  readonly min: number;
  readonly max: number;
  /** Ascending, within the limits. */
  readonly ticks: readonly number[];
  /** How a tick is written, where that is not the number itself: a date, a quantile, a ratio. */
  readonly words?: (value: number) => string;
}

const niceDigits = [1, 2, 5] as const;

/**
 * The axis of measured values. A linear one starts at zero; a logarithmic one ends at the nearest 1, 2 or 5 of a decade.
 * @param values all that must be seen, in any order; a logarithmic axis ignores those that are not positive
 */
export function valueAxis(title: string, scale: Scale, values: readonly number[]): Axis {
  const shown = scale === 'log' ? values.filter((value) => value > 0) : values;
  if (shown.length === 0)
    return { title, scale, min: 1, max: 10, ticks: scale === 'log' ? [1, 10] : [2, 4, 6, 8, 10] };
  const [low, high] = extent(shown);
  return scale === 'log' ? logAxis(title, low, high) : linearAxis(title, Math.min(0, low), Math.max(0, high));
}

/**
 * The axis of a factor: it ends a little beyond the first and last value, and its ticks are values of the factor where
 * these are powers of two.
 * @param values the values of the factor, in any order; a logarithmic axis ignores those that are not positive
 */
export function factorAxis(title: string, scale: Scale, values: readonly number[]): Axis {
  const shown = scale === 'log' ? values.filter((value) => value > 0) : values;
  if (shown.length === 0) return valueAxis(title, scale, []);
  const [low, high] = extent(shown);
  if (scale === 'linear') {
    const room = low === high ? 1 : (high - low) * 0.04;
    return { title, scale, min: low - room, max: high + room, ticks: linearTicks(low, high) };
  }
  const room = low === high ? 2 : (high / low) ** 0.035;
  const ticks = shown.every(isPowerOfTwo) ? powersOfTwo(low, high) : logTicks(low, high);
  return { title, scale, min: low / room, max: high * room, ticks };
}

function logAxis(title: string, low: number, high: number): Axis {
  const min = niceBelow(low);
  const max = niceAbove(low === high ? high * 1.01 : high);
  return { title, scale: 'log', min, max, ticks: logTicks(min, max) };
}

function linearAxis(title: string, low: number, high: number): Axis {
  const step = niceAbove((high - low || 1) / 6);
  const min = Math.floor(low / step) * step;
  const max = Math.max(Math.ceil(high / step) * step, min + step);
  return { title, scale: 'linear', min, max, ticks: multiples(step, min, max) };
}

function linearTicks(low: number, high: number): number[] {
  return low === high ? [low] : multiples(niceAbove((high - low) / 8), low, high);
}

function multiples(step: number, low: number, high: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // The product is rounded: 3 * 0.1 is written 0.30000000000000004.
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** 1, 2 and 5 of every decade while that is few; else the decades. */
function logTicks(low: number, high: number): number[] {
  const decades = Math.log10(high / low);
  const digits: readonly number[] = decades <= 2.5 ? niceDigits : [1];
  const ticks: number[] = [];
  for (let exponent = Math.floor(Math.log10(low)); exponent <= Math.ceil(Math.log10(high)); exponent++) {
    for (const digit of digits) {
      const tick = Number(`${digit}e${exponent}`);
      if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) ticks.push(tick);
    }
  }
  return ticks;
}

/** At most nine powers, equally far apart, so that the last value has a tick where that is possible. */
function powersOfTwo(low: number, high: number): number[] {
  const first = Math.round(Math.log2(low));
  const span = Math.round(Math.log2(high)) - first;
  const least = Math.max(1, Math.ceil(span / 8));
  const step = [least, least + 1, least + 2].find((candidate) => span % candidate === 0) ?? least;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => 2 ** (first + index * step));
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

/** The greatest 1, 2 or 5 of a decade that is not above `value`. */
function niceBelow(value: number): number {
  const exponent = Math.floor(Math.log10(value));
  const candidates = [1, 2, 5, 10].map((digit) => Number(`${digit}e${exponent}`));
  return candidates.findLast((candidate) => candidate <= value) ?? value;
}

/** The least 1, 2 or 5 of a decade that is not below `value`. */
function niceAbove(value: number): number {
  const exponent = Math.floor(Math.log10(value));
  const candidates = [1, 2, 5, 10, 20].map((digit) => Number(`${digit}e${exponent}`));
  return candidates.find((candidate) => candidate >= value) ?? value;
}

/** The least and the greatest of some values. */
export function extent(values: readonly number[]): [low: number, high: number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
