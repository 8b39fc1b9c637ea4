/** Trends as columns: thousands of cells have the same runs behind them, under the same conditions. Pure. */
import * as z from 'zod';
import { type Trend, type TrendPoint, trendSchema } from '../../../harness/model/trend.js';
import { type ValidityCode, validityCodeSchema } from '../../../harness/model/validity.js';
import { at, Distinct, numbersOrNullSchema, requireLength, wholesSchema } from './columns.js';

const pastRunSchema = trendSchema.shape.points.element.pick({
  run: true,
  startedAt: true,
  revision: true,
  dirty: true,
});
type PastRun = z.infer<typeof pastRunSchema>;
type Conditions = Trend['conditions'];

export const trendColumnsSchema = z.object({
  runs: z.array(pastRunSchema),
  conditions: z.array(trendSchema.shape.conditions),
  marks: z.array(z.array(validityCodeSchema)),
  trends: z.array(
    trendSchema.omit({ points: true }).extend({
      /** A place in `conditions`. */
      conditions: z.int().nonnegative(),
      /** By point: places in `runs` and `marks`, and what else a `TrendPoint` has. */
      points: z.object({
        run: wholesSchema,
        n: wholesSchema,
        median: z.array(z.number()),
        lo: numbersOrNullSchema,
        hi: numbersOrNullSchema,
        mark: wholesSchema,
      }),
    }),
  ),
});
export type TrendColumns = z.infer<typeof trendColumnsSchema>;

export function trendColumns(trends: readonly Trend[]): TrendColumns {
  const runs = new Distinct<PastRun>(({ run }) => run);
  const conditions = new Distinct<Conditions>((named) =>
    JSON.stringify(Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
  const marks = new Distinct<ValidityCode[]>((codes) => codes.join());
  return {
    trends: trends.map(({ points, ...trend }) => ({
      ...trend,
      conditions: conditions.placeOf(trend.conditions),
      points: {
        run: points.map(({ run, startedAt, revision, dirty }) =>
          runs.placeOf({ run, startedAt, revision, dirty }),
        ),
        n: points.map(({ n }) => n),
        median: points.map(({ median }) => median),
        lo: points.map(({ lo }) => lo),
        hi: points.map(({ hi }) => hi),
        mark: points.map(({ validity }) => marks.placeOf(validity)),
      },
    })),
    runs: runs.values,
    conditions: conditions.values,
    marks: marks.values,
  };
}

/** @throws RangeError when the columns do not fit each other */
export function trendsOfColumns({ runs, conditions, marks, trends }: TrendColumns): Trend[] {
  return trends.map(({ points: { run, n, median, lo, hi, mark }, ...trend }) => {
    requireLength({ n, median, lo, hi, mark }, run.length);
    return {
      ...trend,
      conditions: at(conditions, trend.conditions, 'conditions'),
      points: run.map((place, index): TrendPoint => ({
        ...at(runs, place, 'runs'),
        n: at(n, index, 'n'),
        median: at(median, index, 'median'),
        lo: lo[index] ?? null,
        hi: hi[index] ?? null,
        validity: at(marks, mark[index], 'marks'),
      })),
    };
  });
}
