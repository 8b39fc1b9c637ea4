/** Figures: a chart as data, with the published curves that stand behind ours. */
import * as z from 'zod';
import { factorValueSchema } from './point.js';

/** A published curve: points of [x, y, half-length of the published error bar or null]. */
export const referenceCurveSchema = z.object({
  title: z.string(),
  points: z.array(z.tuple([z.number(), z.number(), z.number().nullable()])),
});

/** Published curves and where they come from. */
export const referenceSchema = z.object({
  source: z.string(),
  /** What every published curve is labelled with, in a few words: `2003 hardware`. */
  label: z.string().min(1),
  /** What the reader must know before comparing: the hardware, how the numbers were obtained. */
  note: z.string(),
  /** What one unit of the published error bar is. */
  bar: z.string(),
  curves: z.array(referenceCurveSchema),
});
export type Reference = z.infer<typeof referenceSchema>;

/** One figure: a metric of a suite over one of its factors, the other factors fixed. */
export const figureSchema = z.object({
  /** Stable identity: part of file names and links. */
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
  title: z.string(),
  x: z.object({ factor: z.string(), scale: z.enum(['linear', 'log']) }),
  y: z.object({ metric: z.string(), scale: z.enum(['linear', 'log']) }),
  /** Factors that are held: only cells with these values are drawn. */
  fixed: z.record(z.string(), factorValueSchema),
  reference: referenceSchema.optional(),
  /**
   * For a factor that is the share of the work which needs a slower thing: the machine allows no more than that thing gives
   * over the share, and no more than there is without it. Drawn from the best values at both ends of the sweep.
   */
  bound: z.object({ title: z.string().min(1) }).optional(),
});
export type Figure = z.infer<typeof figureSchema>;
