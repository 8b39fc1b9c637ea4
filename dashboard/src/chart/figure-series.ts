/** The curves of a figure: from the cells of a run, and from what was published. Pure. */
import { cellKey, type CellSummary } from '../../../harness/model/cell.js';
import type { Figure, Reference } from '../../../harness/model/figure.js';
import { fullPoint, type Point } from '../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';
import { boundSeries } from './bound.js';
import type { Series, SeriesPoint } from './series.js';

/** Every curve of a figure: the measured ones by target, then their bound, then the published ones in their order. */
export function seriesOf(suite: SuiteDeclaration, figure: Figure, cells: readonly CellSummary[]): Series[] {
  const measured = measuredSeries(suite, figure, cells);
  return [...measured, ...boundSeries(figure, measured), ...referenceSeries(figure.reference)];
}

function measuredSeries(suite: SuiteDeclaration, figure: Figure, cells: readonly CellSummary[]): Series[] {
  const curves = new Map<string, { target: string; title: string; points: SeriesPoint[] }>();
  for (const cell of cells) {
    if (cell.suite !== suite.name || cell.metric !== figure.y.metric) continue;
    const point = fullPoint(suite, cell.point);
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
