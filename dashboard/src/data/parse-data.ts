/** Reads the text of a data file, and says what is wrong with one that is damaged, newer or older. Pure. */
import * as z from 'zod';
import { reasonOf } from '../../../harness/model/errors.js';
import { runSchemaVersion } from '../../../harness/model/run.js';
import { publishedSchemaVersion } from '../../published.js';
import { DataError } from './data-error.js';

/** Where a file comes from: what it is called to be made, the version that is read, and what mends it. */
export interface Origin {
  readonly made: string;
  readonly known: number;
  readonly again: string;
  /** What to do about a file of a newer version. */
  readonly newer: string;
}

export const published: Origin = {
  made: 'published',
  known: publishedSchemaVersion,
  again: 'Publish the dashboard again (tutti publish).',
  newer: 'Publish the dashboard again with that Tutti: tutti publish.',
};

/** @throws DataError when the file is missing, damaged, or of another schema version than this page reads */
export function parseData<T>(
  path: string,
  schema: z.ZodType<T>,
  text: string | undefined,
  origin: Origin = published,
): T {
  if (text === undefined) throw damaged(path, 'it is missing, or broken off before its end', origin);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw damaged(path, reasonOf(thrown), origin);
  }
  refuseOtherVersions(path, value, origin);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || '(the whole)';
  throw damaged(path, `${field}: ${issue?.message ?? 'not what it should be'}`, origin);
}

const runVersionSchema = z.object({ schema: z.number().optional() }).optional().catch(undefined);
const versionsSchema = z.object({
  schema: z.number().optional(),
  run: runVersionSchema,
  summary: z.object({ run: runVersionSchema }).optional(),
});

/** Another version is said as such, before its shape is looked at. */
function refuseOtherVersions(path: string, value: unknown, { made, known, again, newer }: Origin): void {
  const versions = versionsSchema.safeParse(value).data;
  const found = [
    { version: versions?.schema, reads: known },
    { version: versions?.run?.schema, reads: runSchemaVersion },
    { version: versions?.summary?.run?.schema, reads: runSchemaVersion },
  ].find(({ version, reads }) => version !== undefined && version !== reads);
  if (found?.version === undefined) return;
  const isNewer = found.version > found.reads;
  throw new DataError(
    `The file ${path} was ${made} by ${isNewer ? 'a newer' : 'an older'} Tutti ` +
      `(schema version ${found.version}; this page reads ${found.reads}). ${isNewer ? newer : again}`,
  );
}

export function damaged(path: string, reason: string, { again }: Origin = published): DataError {
  return new DataError(`The file ${path} is damaged: ${reason}. ${again}`);
}

export function unreadable(path: string): DataError {
  return new DataError(`The file ${path} could not be read. ${published.again}`);
}
