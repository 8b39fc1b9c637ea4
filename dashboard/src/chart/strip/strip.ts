/** Strips as data: the single values of every row on one common axis, with the box that sums them up. Pure. */
import type { Axis } from '../axis/axis.js';

/** One value of a row. */
export interface StripMark {
  /** In the units of the axis. */
  readonly value: number;
  /** Something is known against it. */
  readonly hollow: boolean;
  /** Where it stands across the strip, 0 to 1: apart from its neighbours, and without a meaning. */
  readonly across: number;
  /** All there is to say of it. */
  readonly words: string;
}

/** Quartiles, and the median with the ends of its interval (null below 6 values), in the units of the axis. */
export interface StripBox {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly lo: number | null;
  readonly hi: number | null;
}

export interface StripRow {
  /** Whose values they are: it gives the colour. */
  readonly target: string;
  /** Ascending. */
  readonly marks: readonly StripMark[];
  /** Null where there is no value. */
  readonly box: StripBox | null;
  /** What a reader opens: the median with its interval; or that it is missing. */
  readonly number: string;
  /** What is to be known of the row: launches, validity, modes. */
  readonly words: string;
  readonly open: () => void;
}

/** Rows that belong together, under a heading where there is one. */
export interface StripGroup {
  readonly title: string | null;
  readonly rows: readonly StripRow[];
}

export interface Strip {
  readonly title: string;
  readonly axis: Axis;
  readonly groups: readonly StripGroup[];
}

/** Where a value lies on an axis, as a share of its length; null for one that a logarithmic axis does not have. */
export function placeOn({ scale, min, max }: Axis, value: number): number | null {
  if (scale === 'linear') return (value - min) / (max - min);
  return value > 0 ? Math.log(value / min) / Math.log(max / min) : null;
}

/** The ticks that have room for their number: at most six, equally far apart in their order. */
export function labelled(ticks: readonly number[]): number[] {
  const step = Math.ceil(ticks.length / 6);
  return ticks.filter((_, index) => index % step === 0);
}

/** A place across the strip for the launch of a block: neighbours lie far apart (the golden ratio), equal blocks alike. */
export function acrossOf(block: number): number {
  return (block * 0.618_033_988_75) % 1;
}
