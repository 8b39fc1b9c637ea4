/** Cells: suite x target x point, and what a run says of each. */
import * as z from 'zod';
import { metricSchema } from './metric.js';
import { type Point, pointKey, pointSchema } from './point.js';
import { validityCodeSchema } from './validity.js';

/** The identity of a cell as one word. */
export function cellKey(cell: { suite: string; target: string; point: Point }): string {
  return `${cell.suite}|${cell.target}|${pointKey(cell.point)}`;
}

/** One cell and metric of a run: the row of `summary.csv`, of `tutti show --json` and of the dashboard's tables. */
export const cellSummarySchema = z.object({
  suite: z.string(),
  target: z.string(),
  point: pointSchema,
  metric: metricSchema.shape.name,
  unit: metricSchema.shape.unit,
  better: metricSchema.shape.better,
  /** Launches that were measured and gave this metric. */
  n: z.int().nonnegative(),
  /** Median over launches; null when there is none. */
  median: z.number().nullable(),
  /** Exact order-statistic interval of the median, 95 % or more; null below 6 launches. */
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  /** Why the number may not mean what it says; empty when nothing is known against it. */
  validity: z.array(validityCodeSchema),
});
export type CellSummary = z.infer<typeof cellSummarySchema>;
