/** Targets that are declared without a program: `target.json`, in the folder Tutti is called from or below its `targets/`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { TuttiError, reasonOf } from '../model/errors.js';
import { type Target, targetSchema } from '../model/target.js';
import { checked } from './discover.js';

const name = 'target.json';

/**
 * Reads the files of a folder: its own, then those of the folders in its `targets/`, by name. A file declares one target or
 * a list of them; commands start in the folder of the file unless it names another, relative to its own.
 * @throws TuttiError CONFIG_FAILED when a file is no JSON, BAD_DECLARATION when a field is wrong
 */
export function readTargetFiles(folder: string): Target[] {
  return targetFiles(folder).flatMap((file) => {
    const declared = parsed(file);
    return (Array.isArray(declared) ? declared : [declared]).map((one) => {
      const target = checked(targetSchema, one, file);
      const home = join(relative(folder, dirname(file)), target.folder ?? '');
      return home === '.' ? target : { ...target, folder: home };
    });
  });
}

function targetFiles(folder: string): string[] {
  const targets = join(folder, 'targets');
  const below = existsSync(targets) ? readdirSync(targets).sort() : [];
  return [join(folder, name), ...below.map((entry) => join(targets, entry, name))].filter((file) =>
    existsSync(file),
  );
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw new TuttiError('CONFIG_FAILED', { file, reason: reasonOf(thrown) }, thrown);
  }
}
