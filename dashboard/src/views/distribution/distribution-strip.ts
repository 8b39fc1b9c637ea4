/** The distributions of a point as strips on one axis. Pure. */
import type { Metric } from '../../../../harness/model/metric.js';
import { validityReasons, wordsOfMarks } from '../../../../harness/model/validity.js';
import { type Axis, factorAxis, type Scale, valueAxis } from '../../chart/axis/axis.js';
import { count, grouped } from '../../chart/numbers.js';
import {
  acrossOf,
  type Strip,
  type StripBox,
  type StripMark,
  type StripRow,
} from '../../chart/strip/strip.js';
import { type LoadedRun, validityWords } from '../../data/loaded-run.js';
import type { Distribution } from './distribution.js';

/** How the strips are drawn. */
export interface StripOptions {
  readonly scale: Scale;
  /** Every launch in units of the median of its target: what is compared is how they scatter. */
  readonly relative: boolean;
}

/** The three parts: what can be judged by its median, what cannot, and what has no value at all. */
export function stripOf(
  distributions: readonly Distribution[],
  metric: Metric,
  remarks: LoadedRun['remarks'],
  options: StripOptions,
  open: (distribution: Distribution) => () => void,
): Strip {
  const inUnits = (distribution: Distribution) => unitsOf(distribution, options.relative);
  const drawn = distributions.flatMap((one) => one.values.map(({ value }) => inUnits(one)(value)));
  const rowOf = (one: Distribution) => stripRow(one, metric, remarks, inUnits(one), open(one));
  const judged = distributions.filter(({ ranked }) => ranked);
  const marked = distributions.filter(({ ranked, cell }) => !ranked && cell.median !== null);
  const missing = distributions.filter(({ cell }) => cell.median === null);
  return {
    title: metric.title,
    axis: stripAxis(metric, drawn, options),
    groups: [
      { title: null, rows: judged.map(rowOf) },
      { title: 'Shown, but not to be judged by: see what is known against them', rows: marked.map(rowOf) },
      { title: 'Without a value', rows: missing.map(rowOf) },
    ],
  };
}

function stripAxis(
  { title, unit }: Metric,
  values: readonly number[],
  { scale, relative }: StripOptions,
): Axis {
  if (relative) return factorAxis('× its median', 'linear', [1, ...values]);
  const axis = valueAxis(`${title}, ${unit}`, scale, values);
  if (scale === 'linear' || axis.ticks.length > 3) return axis;
  // Within less than a decade a logarithmic axis has hardly a tick: there it has those of a linear one.
  return { ...axis, ticks: factorAxis('', 'linear', [axis.min, axis.max]).ticks };
}

/** A median of zero has no such units. */
function unitsOf({ cell }: Distribution, relative: boolean): (value: number) => number {
  if (!relative) return (value) => value;
  const median = cell.median ?? 0;
  return (value) => (median === 0 ? NaN : value / median);
}

function stripRow(
  distribution: Distribution,
  metric: Metric,
  remarks: LoadedRun['remarks'],
  inUnits: (value: number) => number,
  open: () => void,
): StripRow {
  const { target, cell } = distribution;
  return {
    target,
    marks: distribution.values.map((launch): StripMark => {
      const against = wordsOfMarks(launch.validity).join('; ');
      const place = `launch ${launch.id}, block ${launch.block}`;
      return {
        value: inUnits(launch.value),
        hollow: launch.validity.length > 0,
        across: acrossOf(launch.block),
        words: `${place}: ${grouped(launch.value)} ${metric.unit}, ${against === '' ? 'valid' : against}`,
      };
    }),
    box: boxOf(distribution, inUnits),
    number: numberOf(cell),
    words: wordsOf(distribution, remarks),
    open,
  };
}

function boxOf({ cell, quartiles }: Distribution, inUnits: (value: number) => number): StripBox | null {
  if (cell.median === null || quartiles === null) return null;
  const median = inUnits(cell.median);
  if (Number.isNaN(median)) return null;
  const end = (value: number | null) => (value === null ? null : inUnits(value));
  return {
    q1: inUnits(quartiles.q1),
    median,
    q3: inUnits(quartiles.q3),
    lo: end(cell.lo),
    hi: end(cell.hi),
  };
}

function numberOf({ median, lo, hi, unit }: Distribution['cell']): string {
  if (median === null) return 'missing';
  const interval = lo === null || hi === null ? '' : ` [${grouped(lo)}, ${grouped(hi)}]`;
  return `${grouped(median)} ${unit}${interval}`;
}

/** Launches, modes, and the names of its marks, of which `markWords` says what they mean; why a number is missing. */
function wordsOf(distribution: Distribution, remarks: LoadedRun['remarks']): string {
  const { cell, key } = distribution;
  if (cell.median === null) return validityWords(cell, remarks.get(key));
  const marks = cell.validity.length === 0 ? 'valid' : cell.validity.join(', ');
  return [...launchWords(distribution), modeWords(distribution), marks]
    .filter((words) => words !== '')
    .join('; ');
}

/** What the marks of these rows mean: `disturbed: something else used the machine`. */
export function markWords(distributions: readonly Distribution[]): string[] {
  const codes = new Set(distributions.flatMap(({ cell }) => (cell.median === null ? [] : cell.validity)));
  return [...codes].map((code) => `${code}: ${validityReasons[code].words}`);
}

function launchWords({ launches, values }: Distribution): string[] {
  if (launches.measured === 0) return [];
  const all = count(launches.measured, 'launch', 'launches');
  return [values.length === launches.measured ? all : `${values.length} of ${all} gave this number`];
}

/** Two modes in words; empty for one. */
export function modeWords({ modes, cell }: Pick<Distribution, 'modes' | 'cell'>): string {
  if (modes.length < 2) return '';
  const parts = modes.map(
    ({ median, share }) => `${Math.round(100 * share)} % around ${grouped(median)} ${cell.unit}`,
  );
  return `${modes.length} modes: ${parts.join(', ')}`;
}
