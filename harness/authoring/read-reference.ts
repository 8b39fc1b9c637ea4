/** Reads what others have published, which a suite keeps in a file beside its declaration. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type * as z from 'zod';
import { TuttiError, reasonOf } from '../model/errors.js';
import { type Reference, referenceSchema } from '../model/figure.js';
import { type PublishedTable, publishedTableSchema } from '../model/published-table.js';

/**
 * Published curves.
 * @param from `import.meta.url` of the reading file
 * @param file path of the JSON file relative to it
 * @throws TuttiError BAD_DECLARATION when the file is not a reference
 */
export function readReference(from: string, file: string): Reference {
  return readChecked(referenceSchema, from, file);
}

/** A published table; as `readReference`. */
export function readPublishedTable(from: string, file: string): PublishedTable {
  return readChecked(publishedTableSchema, from, file);
}

function readChecked<T>(schema: z.ZodType<T>, from: string, file: string): T {
  const path = fileURLToPath(new URL(file, from));
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (thrown) {
    throw new TuttiError(
      'BAD_DECLARATION',
      { file: path, field: 'reference', reason: reasonOf(thrown) },
      thrown,
    );
  }
}
