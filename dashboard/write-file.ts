/** Writes the files of the dashboard so that no reader ever sees half of one. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf, TuttiError } from '../harness/model/errors.js';

/**
 * Writes a whole file under a temporary name and renames it into place.
 * @throws TuttiError CANNOT_WRITE; the former file, if any, is untouched
 */
export function writeFile(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, content, { flush: true });
    renameSync(temporary, file);
  } catch (thrown) {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // It could not be made either: what matters is why.
    }
    const hint = 'free some space, or choose a folder that you may write to with --out DIR';
    throw new TuttiError('CANNOT_WRITE', { file, reason: reasonOf(thrown), hint }, thrown);
  }
}
