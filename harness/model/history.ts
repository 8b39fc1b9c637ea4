/** Histories: runs that are kept for good, one file a run, with everything needed to compute their numbers again. */
import * as z from 'zod';
import { launchRecordSchema } from './launch.js';
import { profileNameSchema } from './profile.js';
import { runSchema } from './run.js';

export const historySchemaVersion = 1;

/** A file of a history, unpacked: what a run folder holds, without the tables that are made from it. */
export const keptRunSchema = z.object({
  schema: z.literal(historySchemaVersion),
  run: runSchema,
  /** The records that count: of every block its last attempt. */
  launches: z.array(launchRecordSchema),
});
export type KeptRun = z.infer<typeof keptRunSchema>;

/** A line of the index. All of it is read from the file that it names. */
const indexEntrySchema = z.object({
  id: z.string(),
  startedAt: z.iso.datetime(),
  file: z.string(),
  /** SHA-256 of the file as it lies there. */
  sha256: z.string(),
  profile: profileNameSchema,
  revision: z.string().nullable(),
  /** Whether files were changed that the revision does not have; null where that is not known. */
  dirty: z.boolean().nullable(),
  launches: z.int().nonnegative(),
  suites: z.array(z.string()),
});
export type IndexEntry = z.infer<typeof indexEntrySchema>;

/** A file that is not what it should be. */
export const damageSchema = z.object({ file: z.string(), reason: z.string() });
export type Damage = z.infer<typeof damageSchema>;

/** `index.json` of a history: what is in it, the oldest run first. Made anew from the files whenever one is added. */
export const historyIndexSchema = z.object({
  schema: z.literal(historySchemaVersion),
  runs: z.array(indexEntrySchema),
  damaged: z.array(damageSchema),
});
export type HistoryIndex = z.infer<typeof historyIndexSchema>;
