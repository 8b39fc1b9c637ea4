/** The points of a suite in a run: read from its cells once, for every choice of the reader asks for them again. */
import type { CellSummary } from '../../../harness/model/cell.js';
import { fullPoint, type Point, pointKey } from '../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';

export interface MeasuredPoint {
  /** With every factor of the suite. */
  readonly point: Point;
  /** How many targets have a number of the primary metric without a mark. */
  readonly valid: number;
}

const known = new WeakMap<readonly CellSummary[], Map<string, readonly MeasuredPoint[]>>();

/** In the order of the cells. @param cells the cells of a run, which never change */
export function measuredPoints(
  suite: SuiteDeclaration,
  cells: readonly CellSummary[],
): readonly MeasuredPoint[] {
  const ofRun = known.get(cells) ?? new Map<string, readonly MeasuredPoint[]>();
  known.set(cells, ofRun);
  const points = ofRun.get(suite.name) ?? readPoints(suite, cells);
  ofRun.set(suite.name, points);
  return points;
}

function readPoints(suite: SuiteDeclaration, cells: readonly CellSummary[]): MeasuredPoint[] {
  const points = new Map<string, { point: Point; valid: number }>();
  const [primary] = suite.metrics;
  for (const cell of cells) {
    if (cell.suite !== suite.name || cell.metric !== primary?.name) continue;
    const point = fullPoint(suite, cell.point);
    const key = pointKey(point);
    const found = points.get(key) ?? { point, valid: 0 };
    points.set(key, found);
    if (cell.median !== null && cell.validity.length === 0) found.valid++;
  }
  return [...points.values()];
}
