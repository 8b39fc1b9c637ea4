/** What `tutti compare --json` prints. */
import * as z from 'zod';
import { comparisonRowSchema, differenceSchema } from './comparison.js';
import { crossingSchema } from './crossing.js';
import { auditSchema } from './order-audit.js';
import { tierTableSchema } from './tier.js';

export const comparisonDocumentSchema = z.object({
  schema: z.literal(1),
  /** The run, or the two that are compared. */
  runs: z.array(z.string()),
  /** Of two targets or two runs; else empty. */
  rows: z.array(comparisonRowSchema),
  /** Of all targets of one run; else empty. */
  tiers: z.array(tierTableSchema),
  /** Of two targets; else empty. */
  crossings: z.array(crossingSchema),
  /** What is not the same in the two runs. */
  differences: z.array(differenceSchema),
  audit: auditSchema,
});
export type ComparisonDocument = z.infer<typeof comparisonDocumentSchema>;
