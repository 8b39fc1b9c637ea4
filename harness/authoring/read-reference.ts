/** Reads the published curves that a suite keeps beside its figures. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TuttiError, reasonOf } from '../model/errors.js';
import { type Reference, referenceSchema } from '../model/figure.js';

/**
 * @param from `import.meta.url` of the reading file
 * @param file path of the JSON file relative to it
 * @throws TuttiError BAD_DECLARATION when the file is not a reference
 */
export function readReference(from: string, file: string): Reference {
  const path = fileURLToPath(new URL(file, from));
  try {
    return referenceSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (thrown) {
    throw new TuttiError(
      'BAD_DECLARATION',
      { file: path, field: 'reference', reason: reasonOf(thrown) },
      thrown,
    );
  }
}
