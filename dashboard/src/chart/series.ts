/** Series: what a figure draws, as data. From the cells of a run and the published curves to points. Pure. */
import { cellKey, type CellSummary } from '../../../harness/model/cell.js';
import type { Figure, Reference } from '../../../harness/model/figure.js';
import type { Point } from '../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';
import type { ValidityCode } from '../../../harness/model/validity.js';
import { boundSeries } from './bound.js';

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
  /** By x, ascending. */
  readonly points: readonly SeriesPoint[];
}

/** Every curve of a figure: the measured ones by target, then their bound, then the published ones in their order. */
export function seriesOf(suite: SuiteDeclaration, figure: Figure, cells: readonly CellSummary[]): Series[] {
  const measured = measuredSeries(suite, figure, cells);
  return [...measured, ...boundSeries(figure, measured), ...referenceSeries(figure.reference)];
}

function measuredSeries(suite: SuiteDeclaration, figure: Figure, cells: readonly CellSummary[]): Series[] {
  const curves = new Map<string, { target: string; title: string; points: SeriesPoint[] }>();
  for (const cell of cells) {
    if (cell.suite !== suite.name || cell.metric !== figure.y.metric) continue;
    const point = withDefaults(suite, cell.point);
    const x = point[figure.x.factor];
    if (typeof x !== 'number' || !isHeld(point, figure)) continue;
    const rest = unheldFactors(suite, figure, point);
    const title = [cell.target, ...rest].join(' ');
    const curve = curves.get(title) ?? { target: cell.target, title, points: [] };
    curves.set(title, curve);
    const { median: y, lo, hi, n, validity } = cell;
    curve.points.push({ x, y, lo, hi, n, validity, cell: cellKey(cell) });
  }
  return [...curves.values()]
    .sort((a, b) => (a.title < b.title ? -1 : 1))
    .map(({ target, title, points }) => ({
      key: title,
      kind: 'measured',
      title,
      target,
      points: byX(points),
    }));
}

function referenceSeries(reference: Reference | undefined): Series[] {
  if (reference === undefined) return [];
  return reference.curves.map(({ title, points }) => ({
    key: `reference:${title}`,
    kind: 'reference',
    title: `${title}, ${reference.label}`,
    target: null,
    points: byX(
      points.map(([x, y, bar]) => ({
        x,
        y,
        // A published bar that would pass below zero is cut there.
        lo: bar === null ? null : Math.max(0, y - bar),
        hi: bar === null ? null : y + bar,
        n: null,
        validity: [],
        cell: null,
      })),
    ),
  }));
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

function withDefaults(suite: SuiteDeclaration, point: Point): Point {
  return { ...Object.fromEntries(suite.factors.map((factor) => [factor.name, factor.default])), ...point };
}

function isHeld(point: Point, figure: Figure): boolean {
  return Object.entries(figure.fixed).every(([name, value]) => point[name] === value);
}

/** Factors that the figure neither sweeps nor holds, where they are not at their default: they make a curve of their own. */
function unheldFactors(suite: SuiteDeclaration, figure: Figure, point: Point): string[] {
  return suite.factors
    .filter(({ name }) => name !== figure.x.factor && !(name in figure.fixed))
    .filter(({ name, default: usual }) => point[name] !== usual)
    .map(({ name }) => `${name}=${point[name]}`);
}

function byX(points: SeriesPoint[]): SeriesPoint[] {
  return points.sort((a, b) => a.x - b.x);
}
