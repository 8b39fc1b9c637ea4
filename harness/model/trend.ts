/** Trends: what a history of runs says of each cell over time, and where that changed. */
import * as z from 'zod';
import { damageSchema } from './history.js';
import { metricSchema } from './metric.js';
import { pointSchema } from './point.js';
import { validityCodeSchema } from './validity.js';

/** What one run says of a cell. */
const trendPointSchema = z.object({
  run: z.string(),
  startedAt: z.iso.datetime(),
  revision: z.string().nullable(),
  /** Whether files were changed that the revision does not have; null where that is not known. */
  dirty: z.boolean().nullable(),
  /** Launches, their median and its interval (null below 6), as in the cell of the run. */
  n: z.int().positive(),
  median: z.number(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  validity: z.array(validityCodeSchema),
});
export type TrendPoint = z.infer<typeof trendPointSchema>;

/** The runs between a change and the next one, or the end of the series. */
const changeSideSchema = z.object({
  runs: z.int().positive(),
  /** The run next to the change, with its revision. */
  run: z.string(),
  revision: z.string().nullable(),
  dirty: z.boolean().nullable(),
  /** Median over the runs. */
  median: z.number(),
});

/** A change of level between two runs. */
export const trendChangeSchema = z.object({
  /** Place, in the series, of the first run after it, counted from 0. */
  index: z.int().positive(),
  before: changeSideSchema,
  after: changeSideSchema,
  /** How many times better it is after than before: below 1, it became worse. Estimate over the runs of both sides. */
  ratio: z.number(),
  /** Exact interval, 95 % or more; null where the sides have too few runs for one. */
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  /** Permutation p value of the change. */
  p: z.number(),
  /** What else was not the same in the two runs next to it: compilers, dependencies. */
  alsoChanged: z.array(z.string()),
});
export type TrendChange = z.infer<typeof trendChangeSchema>;

/** Least change, as a share, that would be found four times of five; null when none of any size would be. */
const detectableSchema = z.object({
  /** In the middle of the series. */
  middle: z.number().nullable(),
  /** Just before the newest runs, as few as count as a level of their own. */
  newest: z.number().nullable(),
});

/** A cell and metric over time, under the same conditions. */
export const trendSchema = z.object({
  suite: z.string(),
  target: z.string(),
  point: pointSchema,
  metric: metricSchema.shape.name,
  unit: metricSchema.shape.unit,
  better: metricSchema.shape.better,
  /** What was the same in all of its runs, by name: machine, system, Node, way of measuring. */
  conditions: z.record(z.string(), z.string()),
  /** By time. */
  points: z.array(trendPointSchema),
  /** Runs that have no valid number here: failed, or with a mark that leaves none (`spoiling`). */
  leftOut: z.array(z.string()),
  /** Noise floor as a share, below which changes are none; measured on this machine, or the usual assumption. */
  floor: z.number(),
  floorMeasured: z.boolean(),
  /** Of neighbouring runs, once changes are taken out; null below 4 runs. */
  autocorrelation: z.number().nullable(),
  detectable: detectableSchema,
  changes: z.array(trendChangeSchema),
});
export type Trend = z.infer<typeof trendSchema>;

/** What `tutti history --json` prints. */
export const trendsDocumentSchema = z.object({
  schema: z.literal(1),
  /** Where the history lies, in words. */
  history: z.string(),
  /** Runs that were read. */
  runs: z.int().nonnegative(),
  damaged: z.array(damageSchema),
  /** A change counts when its p is at most this: of so many series without one, this share shows one by chance. */
  significance: z.number(),
  trends: z.array(
    trendSchema.extend({
      changes: z.array(
        trendChangeSchema.extend({
          /** The commands that measure both sides again, and that search the commit; null where a side has no revision. */
          remeasure: z.string().nullable(),
          bisect: z.string().nullable(),
        }),
      ),
    }),
  ),
});
export type TrendsDocument = z.infer<typeof trendsDocumentSchema>;
