/**
 * A history of runs: files that are added and never rewritten, and an index that is made from them. Where the files lie,
 * in a folder or on a branch of git, is another's business: see `HistoryPlace`.
 */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { reasonOf, TuttiError } from '../model/errors.js';
import {
  type Damage,
  type HistoryIndex,
  historyIndexSchema,
  historySchemaVersion,
  type IndexEntry,
  type KeptRun,
  keptRunSchema,
} from '../model/history.js';
import type { LaunchRecord } from '../model/launch.js';
import type { Run } from '../model/run.js';

export const indexFile = 'index.json';
/** A name that the path of a file can be made of. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** A file of a history: its path, `runs/<yyyy>/<mm>/<run>.json.gz`, and its bytes. */
export interface HistoryFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Where the files of a history lie. */
export interface HistoryPlace {
  /** In words, for messages. */
  readonly name: string;
  /** Paths of all files below `runs/`, in order. */
  paths(): string[];
  /** The bytes of the files at `paths`, one by one. */
  read(paths: readonly string[]): Iterable<HistoryFile>;
  /**
   * Adds a file, unless it is there, and brings the index up to date.
   * @returns whether it was added
   * @throws TuttiError HISTORY_CONFLICT when another file of that path is there, CANNOT_WRITE or GIT_FAILED
   */
  add(file: HistoryFile): boolean;
}

/** What a history holds, each run as it is asked for; `damaged` is complete when all of them have been. */
export interface History {
  readonly runs: Iterable<KeptRun>;
  readonly damaged: readonly Damage[];
}

/**
 * Packs a run. The same run gives the same bytes.
 * @throws TuttiError RUN_UNFINISHED: what is kept for good must be whole; RUN_DAMAGED when its id cannot be a name of a file
 */
export function packRun(run: Run, launches: readonly LaunchRecord[]): HistoryFile {
  const { id, startedAt, plan } = run;
  if (launches.length < plan.launches.length) {
    throw new TuttiError('RUN_UNFINISHED', {
      run: id,
      done: launches.length,
      planned: plan.launches.length,
    });
  }
  if (!plainName.test(id))
    throw new TuttiError('RUN_DAMAGED', { file: id, reason: 'id: is not a plain name' });
  const [year = '', month = ''] = startedAt.split('-');
  const kept: KeptRun = { schema: historySchemaVersion, run, launches: [...launches] };
  return {
    path: `runs/${year}/${month}/${id}.json.gz`,
    bytes: gzipSync(JSON.stringify(kept), { level: 9 }),
  };
}

/** Reads what a file holds. Throws TuttiError RUN_DAMAGED naming the file, RUN_NEWER. */
export function unpackRun({ path, bytes }: HistoryFile): KeptRun {
  let document: unknown;
  try {
    document = JSON.parse(gunzipSync(bytes).toString('utf8'));
  } catch (thrown) {
    throw new TuttiError('RUN_DAMAGED', { file: path, reason: reasonOf(thrown) }, thrown);
  }
  const version = z.object({ schema: z.number() }).safeParse(document);
  if (version.success && version.data.schema > historySchemaVersion) {
    const versions = { found: version.data.schema, known: historySchemaVersion };
    throw new TuttiError('RUN_NEWER', { file: path, ...versions });
  }
  const parsed = keptRunSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || '(the whole)';
  throw new TuttiError('RUN_DAMAGED', {
    file: path,
    reason: `${field}: ${issue?.message ?? 'does not fit'}`,
  });
}

/**
 * Whether a file is there already. Packed by another version of zlib, the same run has other bytes: what counts is what
 * they hold.
 * @param there the file of the same path; undefined when there is none
 * @throws TuttiError HISTORY_CONFLICT when what is there is something else, for it is never rewritten
 */
export function isThere(file: HistoryFile, there: HistoryFile | undefined): boolean {
  if (there === undefined) return false;
  if (Buffer.compare(file.bytes, there.bytes) === 0 || holdsTheSame(file, there)) return true;
  throw new TuttiError('HISTORY_CONFLICT', { file: file.path });
}

function holdsTheSame(a: HistoryFile, b: HistoryFile): boolean {
  try {
    return isDeepStrictEqual(unpackRun(a), unpackRun(b));
  } catch {
    return false;
  }
}

/** Reads a history run by run, so that a long one need not fit into memory; a damaged file is named, and the rest read. */
export function readHistory(place: HistoryPlace): History {
  const damaged: Damage[] = [];
  function* runs(): Iterable<KeptRun> {
    for (const file of place.read(place.paths())) {
      const kept = unlessDamaged(() => unpackRun(file), file.path, damaged);
      if (kept !== undefined) yield kept;
    }
  }
  return { runs: runs(), damaged };
}

function unlessDamaged<T>(read: () => T, file: string, damaged: Damage[]): T | undefined {
  try {
    return read();
  } catch (thrown) {
    damaged.push({ file, reason: reasonOf(thrown) });
    return undefined;
  }
}

/**
 * The text of the index of these files.
 * @param former the index as it was: what it says of a file that has not changed need not be read again
 */
export function indexOf(files: Iterable<HistoryFile>, former: string | undefined): string {
  const known = new Map(parseIndex(former)?.runs.map((entry) => [entry.sha256, entry]));
  const damaged: Damage[] = [];
  const runs: IndexEntry[] = [];
  for (const file of files) {
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const before = known.get(sha256);
    const entry =
      before?.file === file.path
        ? before
        : unlessDamaged(() => entryOf(unpackRun(file), file.path, sha256), file.path, damaged);
    if (entry !== undefined) runs.push(entry);
  }
  runs.sort((a, b) => compare(a.startedAt, b.startedAt) || compare(a.id, b.id));
  damaged.sort((a, b) => compare(a.file, b.file));
  const index: HistoryIndex = { schema: historySchemaVersion, runs, damaged };
  return `${JSON.stringify(index, null, 1)}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An index that cannot be read is no loss: it is made anew. */
function parseIndex(text: string | undefined): HistoryIndex | undefined {
  try {
    return historyIndexSchema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}

function entryOf({ run, launches }: KeptRun, file: string, sha256: string): IndexEntry {
  const { revision, dirty } = run.environment.git;
  return {
    id: run.id,
    startedAt: run.startedAt,
    file,
    sha256,
    profile: run.plan.profile,
    revision,
    dirty,
    launches: launches.length,
    suites: run.suites.map(({ name }) => name),
  };
}
