/** Reads the run that a command is about, and says what had to be put right. */
import { findRun, readRun, type StoredRun } from '../store/run-folder.js';

/** @param name id or folder of a run; the latest when undefined */
export function openRun(results: string, name: string | undefined): StoredRun {
  return openFolder(findRun(results, name));
}

/** The same for a folder that is known. */
export function openFolder(folder: string): StoredRun {
  const stored = readRun(folder);
  for (const notice of stored.notices) process.stderr.write(`note: ${stored.run.id}: ${notice}\n`);
  return stored;
}
