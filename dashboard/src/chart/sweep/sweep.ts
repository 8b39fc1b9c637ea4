/** A sweep: one factor of a suite over all its measured values, the others held at a point. Pure. */
import { cellKey, type CellSummary } from '../../../../harness/model/cell.js';
import type { Figure } from '../../../../harness/model/figure.js';
import type { Metric } from '../../../../harness/model/metric.js';
import {
  compareFactorValues,
  type Factor,
  type FactorValue,
  fullPoint,
  type Point,
} from '../../../../harness/model/point.js';
import type { Selection } from '../../page/selection.js';

export type Sweep = Pick<Selection, 'suite' | 'swept' | 'point'>;

/** What one target came to at one value of the swept factor: all its metrics, of the same launches. */
export interface SweepCell {
  readonly key: string;
  readonly target: string;
  readonly point: Point;
  readonly value: FactorValue;
  /** By name of the metric. */
  readonly metrics: ReadonlyMap<string, CellSummary>;
  /** Of the metric that has the most. */
  readonly n: number;
  /** Everything that is known against one of its numbers. */
  readonly validity: CellSummary['validity'];
}

/** The cells of a sweep, by value of the factor and then by target. */
export function sweepCells(sweep: Sweep, cells: readonly CellSummary[]): SweepCell[] {
  const found = new Map<string, CellSummary[]>();
  for (const cell of cells.filter((one) => isInSweep(one, sweep))) {
    const ofCell = found.get(cellKey(cell));
    if (ofCell === undefined) found.set(cellKey(cell), [cell]);
    else ofCell.push(cell);
  }
  return [...found]
    .flatMap(([key, ofCell]) => sweepCell(sweep, key, ofCell))
    .sort((a, b) => compareFactorValues(a.value, b.value) || compareFactorValues(a.target, b.target));
}

/** The figure of a metric over the sweep, where the suite declares none. */
export function sweepFigure(
  { suite, swept, point }: Sweep,
  metric: Metric,
  cells: readonly CellSummary[],
): Figure {
  const values = cells.flatMap((cell) => (cell.suite === suite.name ? [valueOf(cell.point, swept)] : []));
  const { [swept.name]: _, ...fixed } = fullPoint(suite, point);
  const positive = values.every((value) => typeof value === 'number' && value > 0);
  return {
    id: `${suite.name}-${metric.name}-over-${swept.name}`.toLowerCase(),
    title: `${metric.title} over ${swept.title}`,
    x: { factor: swept.name, scale: positive ? 'log' : 'linear' },
    y: { metric: metric.name, scale: 'log' },
    fixed,
  };
}

/** Whether a cell or a launch lies on the sweep: only the swept factor may differ from the point. */
export function isInSweep(
  one: { readonly suite: string; readonly point: Point },
  { suite, swept, point }: Sweep,
): boolean {
  if (one.suite !== suite.name) return false;
  const held = fullPoint(suite, one.point);
  return suite.factors.every(({ name }) => name === swept.name || held[name] === point[name]);
}

function valueOf(point: Point, { name, default: usual }: Factor): FactorValue {
  return point[name] ?? usual;
}

function sweepCell({ suite, swept }: Sweep, key: string, ofCell: readonly CellSummary[]): SweepCell[] {
  const [cell] = ofCell;
  if (cell === undefined) return [];
  return [
    {
      key,
      target: cell.target,
      point: fullPoint(suite, cell.point),
      value: valueOf(cell.point, swept),
      metrics: new Map(ofCell.map((one) => [one.metric, one])),
      n: Math.max(...ofCell.map(({ n }) => n)),
      validity: [...new Set(ofCell.flatMap(({ validity }) => validity))],
    },
  ];
}
