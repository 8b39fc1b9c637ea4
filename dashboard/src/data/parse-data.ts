/** Reads the text of a data file, and says what is wrong with one that is damaged, newer or older. Pure. */
import * as z from 'zod';
import { reasonOf } from '../../../harness/model/errors.js';
import { runSchemaVersion } from '../../../harness/model/run.js';
import { publishedSchemaVersion } from '../../published.js';
import { DataError } from './data-error.js';

const remedy = 'Publish the dashboard again (tutti publish).';

/** @throws DataError when the file is missing, damaged, or of another schema version than this page reads */
export function parseData<T>(path: string, schema: z.ZodType<T>, text: string | undefined): T {
  if (text === undefined) throw damaged(path, 'it is missing, or broken off before its end');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw damaged(path, reasonOf(thrown));
  }
  refuseOtherVersions(path, value);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw damaged(path, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not what it should be'}`);
}

const versionsSchema = z.object({
  schema: z.number().optional(),
  summary: z.object({ run: z.object({ schema: z.number().optional() }).optional() }).optional(),
});

/** Another version is said as such, before its shape is looked at. */
function refuseOtherVersions(path: string, value: unknown): void {
  const versions = versionsSchema.safeParse(value).data;
  const found = [
    { version: versions?.schema, known: publishedSchemaVersion },
    { version: versions?.summary?.run?.schema, known: runSchemaVersion },
  ].find(({ version, known }) => version !== undefined && version !== known);
  if (found?.version === undefined) return;
  const { version, known } = found;
  const isNewer = version > known;
  throw new DataError(
    `The file ${path} was published by ${isNewer ? 'a newer' : 'an older'} Tutti (schema version ${version}; this page reads ${known}). ` +
      `Publish the dashboard again${isNewer ? ' with that Tutti' : ''}: tutti publish.`,
  );
}

export function damaged(path: string, reason: string): DataError {
  return new DataError(`The file ${path} is damaged: ${reason}. ${remedy}`);
}

export function unreadable(path: string): DataError {
  return new DataError(`The file ${path} could not be read. ${remedy}`);
}
