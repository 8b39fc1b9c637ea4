/** Published tables: numbers that others measured of the same things, to stand beside ours. */
import * as z from 'zod';
import { pointSchema } from './point.js';

export const publishedTableSchema = z.object({
  title: z.string().min(1),
  /** Where the numbers come from. */
  source: z.string().min(1),
  /** What every published number is labelled with, in a few words: `2003 hardware`. */
  label: z.string().min(1),
  /** What the reader must know before comparing: the hardware, how the numbers were obtained. */
  note: z.string().min(1),
  /** The point at which our numbers stand beside the published ones. */
  point: pointSchema,
  /** The metrics of the table, in its order: metrics of the suite. */
  metrics: z.array(z.string()).min(1),
  /** What was measured there, each with its values by metric, in the unit of the suite's metric. */
  systems: z.array(z.object({ title: z.string().min(1), values: z.record(z.string(), z.number()) })).min(1),
});
export type PublishedTable = z.infer<typeof publishedTableSchema>;
