/** A chart as data: page, table, CSV and exported figures all read this, so they cannot disagree. */
import type { Axis, Scale } from './axis/axis.js';
import type { Series } from './series.js';

/** What an axis and a column measure: a factor, a metric, or what is made of one. */
export interface Quantity {
  /** Name of its CSV column. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** How a value is written in full, where that is not number and unit: a date, a quantile. */
  readonly words?: (value: number) => string;
}

/** A line across the chart at a value of one of its axes, with its name: no difference, a change point. */
export interface GuideLine {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly title: string;
}

/** Values of y that belong together: within the noise floor, say. */
export interface Band {
  readonly lo: number;
  readonly hi: number;
  readonly title: string;
}

export interface ChartModel {
  /** Part of file names: letters, digits, dots and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly factor: Quantity;
  /** In the units of `series`. `better` is null where neither direction is. */
  readonly metric: Quantity & { readonly better: 'higher' | 'lower' | null };
  readonly x: Axis;
  readonly y: Axis;
  /** The scale that the y axis has unless the reader chooses. */
  readonly usualScale: Scale;
  /** What `lo` and `hi` of a measured point are: `95 % interval of the median over launches`. */
  readonly interval: string;
  /** What one published error bar is; null where nothing is published. */
  readonly bar: string | null;
  /** All curves as measured and published, hidden ones too. */
  readonly series: readonly Series[];
  /** The curves that are drawn, in the units of the axes. */
  readonly drawn: readonly Series[];
  /** True where every drawn curve is in units of its own first value. */
  readonly relative: boolean;
  /** Values that exist but cannot be drawn on a logarithmic axis: they are not above zero. */
  readonly undrawable: number;
  /** Drawn behind the curves, with their titles: `guides.ts`. */
  readonly lines: readonly GuideLine[];
  readonly bands: readonly Band[];
}

/** What a reader can choose of any chart. */
export interface ChartOptions {
  /** Every curve in units of its own first value. */
  readonly relative: boolean;
  readonly yScale: Scale;
  /** Keys of the curves that are not drawn. */
  readonly hidden: ReadonlySet<string>;
}

/** How many values of the drawn curves a logarithmic axis cannot show. */
export function undrawableOn(scale: Scale, drawn: readonly Series[]): number {
  if (scale !== 'log') return 0;
  return drawn.flatMap(({ points }) => points.filter(({ y }) => y !== null && y <= 0)).length;
}
