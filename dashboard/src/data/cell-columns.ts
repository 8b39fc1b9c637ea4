/** The cells of a suite as columns. Pure. */
import * as z from 'zod';
import { cellKey, type CellSummary } from '../../../harness/model/cell.js';
import { type Point, pointKey, pointSchema } from '../../../harness/model/point.js';
import type { SuiteDeclaration } from '../../../harness/model/suite.js';
import { type ValidityCode, validityCodeSchema } from '../../../harness/model/validity.js';
import { at, Distinct, numbersOrNullSchema, requireLength, wholesSchema } from './columns.js';
import type { CellRemarks } from './loaded-run.js';

export const cellColumnsSchema = z.object({
  targets: z.array(z.string()),
  points: z.array(pointSchema),
  marks: z.array(z.array(validityCodeSchema)),
  /** By cell: places in `targets` and `points`. */
  target: wholesSchema,
  point: wholesSchema,
  /** By cell and metric, every metric of the suite as it is declared: what a `CellSummary` has; a place in `marks`. */
  n: wholesSchema,
  median: numbersOrNullSchema,
  lo: numbersOrNullSchema,
  hi: numbersOrNullSchema,
  mark: wholesSchema,
  /** What cells said besides their numbers, by their places. */
  remarks: z.array(
    z.object({
      cell: z.int().nonnegative(),
      unsupported: z.string().nullable(),
      failures: z.array(z.string()),
    }),
  ),
});
export type CellColumns = z.infer<typeof cellColumnsSchema>;

/** @param cells of the suite: of each cell all metrics, as `summarise` gives them */
export function cellColumns(
  { metrics }: Pick<SuiteDeclaration, 'metrics'>,
  cells: readonly CellSummary[],
  remarks: ReadonlyMap<string, CellRemarks>,
): CellColumns {
  const targets = new Distinct<string>((target) => target);
  const points = new Distinct<Point>(pointKey);
  const marks = new Distinct<ValidityCode[]>((codes) => codes.join());
  const first = cells.filter((_, index) => index % metrics.length === 0);
  return {
    target: first.map(({ target }) => targets.placeOf(target)),
    point: first.map(({ point }) => points.placeOf(point)),
    n: cells.map(({ n }) => n),
    median: cells.map(({ median }) => median),
    lo: cells.map(({ lo }) => lo),
    hi: cells.map(({ hi }) => hi),
    mark: cells.map(({ validity }) => marks.placeOf(validity)),
    remarks: first.flatMap((cell, place) => {
      const said = remarks.get(cellKey(cell));
      if (said === undefined) return [];
      return [{ cell: place, unsupported: said.unsupported, failures: [...said.failures] }];
    }),
    targets: targets.values,
    points: points.values,
    marks: marks.values,
  };
}

/** The cells of a suite, and what they said. */
export interface SuiteCells {
  readonly cells: CellSummary[];
  readonly remarks: readonly (readonly [key: string, said: CellRemarks])[];
}

/** @throws RangeError when the columns do not fit each other */
export function cellsOfColumns(
  { name: suite, metrics }: Pick<SuiteDeclaration, 'name' | 'metrics'>,
  columns: CellColumns,
): SuiteCells {
  const { targets, points, target, point, n, median, lo, hi, mark } = columns;
  requireLength({ point }, target.length);
  requireLength({ n, median, lo, hi, mark }, target.length * metrics.length);
  const identities = target.map((place, cell) => ({
    suite,
    target: at(targets, place, 'targets'),
    point: at(points, point[cell], 'points'),
  }));
  return {
    cells: identities.flatMap((identity, cell) =>
      metrics.map(({ name, unit, better }, metric) => {
        const row = cell * metrics.length + metric;
        return {
          ...identity,
          metric: name,
          unit,
          better,
          n: n[row] ?? 0,
          median: median[row] ?? null,
          lo: lo[row] ?? null,
          hi: hi[row] ?? null,
          validity: at(columns.marks, mark[row], 'marks'),
        };
      }),
    ),
    remarks: columns.remarks.map(({ cell, ...said }) => [cellKey(at(identities, cell, 'remarks')), said]),
  };
}
