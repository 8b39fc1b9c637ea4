/** A kept run as a file by itself: what a history holds of a run, wherever the file lies. */
import { existsSync, readFileSync } from 'node:fs';
import { unpackRun } from './history.js';
import type { StoredRun } from './run-folder.js';

/** Whether this is the path of a kept run. */
export function isKeptRun(path: string): boolean {
  return path.endsWith('.json.gz') && existsSync(path);
}

/** @throws TuttiError RUN_DAMAGED naming the file, RUN_NEWER */
export function readKeptRun(path: string): StoredRun {
  const { run, launches } = unpackRun({ path, bytes: readFileSync(path) });
  return { folder: null, run, launches, notices: [] };
}
