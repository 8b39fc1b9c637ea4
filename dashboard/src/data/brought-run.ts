/** A run that the reader brings: a run folder, a file of a history, or what was published of a run. */
import { reasonOf } from '../../../harness/model/errors.js';
import { DataError } from './data-error.js';
import type { LoadedRun } from './loaded-run.js';
import { folderRun, keptRun, publishedRun, type TextFile } from './brought-texts.js';

/** A run that was brought, and what had to be put right to read it, in words. */
export interface BroughtRun {
  readonly loaded: LoadedRun;
  readonly notices: readonly string[];
}

/** What makes a run, by the names of the files. */
const isRunFile = (name: string): boolean => name === 'run.json';
const isLaunchLog = (name: string): boolean => name === 'launches.ndjson';
const isKept = (name: string): boolean => name.endsWith('.json.gz');
const isScript = (name: string): boolean => name.endsWith('.js');

const whatToBring =
  'Bring the folder of a run (or its files run.json and launches.ndjson together), a file *.json.gz of a history, ' +
  'or the files data/RUN.js of a published page.';

/**
 * Reads the files that a reader dropped or picked. Others beside those of the run are passed over.
 * @throws DataError naming the file and what to do
 */
export async function readBrought(files: readonly File[]): Promise<BroughtRun> {
  const named = (is: (name: string) => boolean): File[] => files.filter(({ name }) => is(name));
  const [runFiles, logs, kept, scripts] = [isRunFile, isLaunchLog, isKept, isScript].map(named);
  const [file, ...others] = [...(runFiles ?? []), ...(kept ?? [])];
  if (file === undefined) {
    if (scripts?.[0] !== undefined) return publishedRun(await Promise.all(scripts.map(textOf)));
    const names = files.slice(0, 3).map(({ name }) => name);
    throw new DataError(
      `There is no run in what was brought (${names.join(', ') || 'no file'}). ${whatToBring}`,
    );
  }
  const [log, ...otherLogs] = logs ?? [];
  if (others.length > 0 || otherLogs.length > 0) {
    throw new DataError('More than one run was brought. Bring one at a time.');
  }
  if (isKept(file.name)) return keptRun(await unpackedText(file));
  if (log === undefined) {
    throw new DataError(
      `${file.name} was brought without launches.ndjson, which lies beside it. Bring both together.`,
    );
  }
  return folderRun(await textOf(file), await textOf(log));
}

async function textOf(file: File): Promise<TextFile> {
  try {
    return { name: file.name, text: await file.text() };
  } catch (thrown) {
    throw unreadable(file, thrown);
  }
}

async function unpackedText(file: File): Promise<TextFile> {
  try {
    const unpacked = file.stream().pipeThrough(new DecompressionStream('gzip'));
    return { name: file.name, text: await new Response(unpacked).text() };
  } catch (thrown) {
    throw unreadable(file, thrown);
  }
}

function unreadable({ name }: File, thrown: unknown): DataError {
  return new DataError(`The file ${name} could not be read: ${reasonOf(thrown)}. Bring a whole copy of it.`);
}
