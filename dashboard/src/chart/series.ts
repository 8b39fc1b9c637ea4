/** Series: curves as data, in the units of what they measure. Pure. */
import type { ValidityCode } from '../../../harness/model/validity.js';

/** One point of a series, in the units of factor and metric. */
export interface SeriesPoint {
  readonly x: number;
  /** Median, or published value; null when there is none. */
  readonly y: number | null;
  /** The ends of the 95 % interval, or of the published error bar; null when there is none. */
  readonly lo: number | null;
  readonly hi: number | null;
  /** Launches behind it; null when it is published. */
  readonly n: number | null;
  readonly validity: readonly ValidityCode[];
  /** Key of the cell it is of; null when it is published. */
  readonly cell: string | null;
  /** What is to be said of it, where that is not the validity of a cell: a verdict. */
  readonly words?: string;
  /** Metric of its number, where that is not the one of the chart: a percentile among others. */
  readonly metric?: string;
}

/** Who says it: our launches, those who published, or the ends of our sweep (`bound.ts`). */
export type SeriesKind = 'measured' | 'reference' | 'bound';

/** One curve. */
export interface Series {
  /** Identity within its figure: part of links. */
  readonly key: string;
  readonly kind: SeriesKind;
  readonly title: string;
  /** The target it is of; null when it is of none. */
  readonly target: string | null;
  /** False where the points are no curve, but each stands for itself: then no line joins them. */
  readonly joined?: boolean;
  /** By x, ascending. */
  readonly points: readonly SeriesPoint[];
}

/** The first point of a figure: the least x of all its curves. */
export function firstPoint(series: readonly Series[]): number {
  return Math.min(...series.flatMap(({ points }) => points.map(({ x }) => x)));
}

/**
 * The same curve in units of its value at the first point of the figure, so that shapes can be compared: what is divided
 * is every value and both ends of every interval, by the one number. A curve without a value there, or with zero, has no
 * such form: all its values are null.
 */
export function relativeToFirst(series: Series, first: number): Series {
  const base = series.points.find(({ x }) => x === first)?.y ?? 0;
  const divide = (value: number | null) => (value === null || base === 0 ? null : value / base);
  const points = series.points.map((point) => ({
    ...point,
    y: divide(point.y),
    lo: divide(point.lo),
    hi: divide(point.hi),
  }));
  return { ...series, points };
}

/** All that is drawn of series: values and the ends of their intervals, in no order that means anything. */
export function valuesIn(series: readonly Series[]): number[] {
  return series
    .flatMap(({ points }) => points.flatMap(({ y, lo, hi }) => [y, lo, hi]))
    .filter((value) => value !== null);
}
