/** Reads the run that a command is about, and says what had to be put right. */
import { isKeptRun, readKeptRun } from '../store/kept-run.js';
import { findRun, readRun, type StoredRun } from '../store/run-folder.js';

/** @param name id, folder or kept file (`.json.gz`) of a run; the latest when undefined */
export function openRun(results: string, name: string | undefined): StoredRun {
  return openStored(locateRun(results, name));
}

/**
 * The folder or the kept file of a run.
 * @throws TuttiError RUN_NOT_FOUND, RUN_DAMAGED
 */
export function locateRun(results: string, name: string | undefined): string {
  return name !== undefined && isKeptRun(name) ? name : findRun(results, name);
}

/** The run whose folder or kept file is known. */
export function openStored(path: string): StoredRun {
  const stored = isKeptRun(path) ? readKeptRun(path) : readRun(path);
  for (const notice of stored.notices) process.stderr.write(`note: ${stored.run.id}: ${notice}\n`);
  return stored;
}
