/** The folder of a run: `run.json`, `launches.ndjson`, and the tables made from them. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TuttiError, reasonOf } from '../model/errors.js';
import type { LaunchRecord } from '../model/launch.js';
import { contradiction } from '../model/recorded-run.js';
import { type Run, runSchema, runSchemaVersion } from '../model/run.js';
import { derivedTables } from './derived-tables.js';
import { LaunchLogWriter, readLaunchLog } from './launch-log.js';
import { releaseLock, takeLock } from './run-lock.js';
import { makeFolder, writeWhole } from './write-file.js';

const runFile = 'run.json';
const logFile = 'launches.ndjson';

/** A run as it was read. */
export interface StoredRun {
  /** Where its tables lie; null for a kept run, which has none. */
  readonly folder: string | null;
  readonly run: Run;
  readonly launches: LaunchRecord[];
  /** What the reader had to put right, in words. */
  readonly notices: string[];
}

/** Reads a run. Throws TuttiError RUN_NOT_FOUND, RUN_DAMAGED or RUN_NEWER. */
export function readRun(folder: string): StoredRun {
  const { run, log } = readParts(folder);
  return { folder, run, launches: log.launches, notices: noticesOf(log.torn) };
}

function readParts(folder: string): { run: Run; log: ReturnType<typeof readLaunchLog> } {
  const run = readRunFile(join(folder, runFile));
  const log = readLaunchLog(join(folder, logFile));
  const fault = contradiction(run, log.launches);
  if (fault !== undefined)
    throw new TuttiError('RUN_DAMAGED', { file: join(folder, logFile), reason: fault });
  return { run, log };
}

function noticesOf(torn: string | null): string[] {
  return torn === null ? [] : [`the last line of ${logFile} was never finished and does not count: ${torn}`];
}

function readRunFile(file: string): Run {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (thrown) {
    throw new TuttiError('RUN_DAMAGED', { file, reason: reasonOf(thrown) }, thrown);
  }
  const found =
    typeof value === 'object' && value !== null && 'schema' in value ? Number(value.schema) : Number.NaN;
  if (found > runSchemaVersion) throw new TuttiError('RUN_NEWER', { file, found, known: runSchemaVersion });
  const parsed = runSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || '(the whole)';
  throw new TuttiError('RUN_DAMAGED', { file, reason: `${field}: ${issue?.message}` });
}

/**
 * The folder of a run that is named by a path, by its id, or by `latest` (also when nothing is said).
 * @throws TuttiError RUN_NOT_FOUND naming the runs there are, RUN_DAMAGED for a folder that holds no run
 */
export function findRun(results: string, name = 'latest'): string {
  const runs = listRuns(results);
  const folder =
    name === 'latest'
      ? runs.at(-1)
      : [join(results, name), name].find((path) => existsSync(join(path, runFile)));
  if (folder !== undefined) return folder;
  const empty = [join(results, name), name].find((path) => name !== '' && isFolder(path));
  if (empty !== undefined) {
    throw new TuttiError('RUN_DAMAGED', { file: join(empty, runFile), reason: 'there is no such file' });
  }
  const hint =
    runs.length === 0
      ? 'measure one first: tutti run --profile quick'
      : `the last ones are: ${runs
          .slice(-3)
          .map((run) => basename(run))
          .join(', ')}`;
  throw new TuttiError('RUN_NOT_FOUND', { run: name, folder: results, hint });
}

/**
 * Folders of all runs, the oldest first: the name of a run begins with the time it was begun at.
 * @throws TuttiError RUN_NOT_FOUND when `results` is no folder
 */
export function listRuns(results: string): string[] {
  if (!existsSync(results)) return [];
  if (!isFolder(results)) {
    throw new TuttiError('RUN_NOT_FOUND', { run: 'latest', folder: results, hint: 'that is not a folder' });
  }
  return readdirSync(results)
    .sort()
    .map((name) => join(results, name))
    .filter((folder) => existsSync(join(folder, runFile)));
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** An open run: the one process that measures it. */
export class RunWriter {
  readonly folder: string;
  readonly run: Run;
  /** Records that were there when it was opened. */
  readonly done: LaunchRecord[];
  readonly notices: string[];
  readonly #log: LaunchLogWriter;

  private constructor(folder: string, run: Run, done: LaunchRecord[], notices: string[], wholeBytes: number) {
    this.folder = folder;
    this.run = run;
    this.done = done;
    this.notices = notices;
    this.#log = new LaunchLogWriter(join(folder, logFile), wholeBytes);
  }

  /** Writes down a new run, before its first launch. Throws TuttiError CANNOT_WRITE, and leaves no folder then. */
  static create(results: string, run: Run): RunWriter {
    const folder = join(results, run.id);
    makeFolder(folder);
    try {
      takeLock(folder);
      writeWhole(join(folder, runFile), `${JSON.stringify(run, null, 1)}\n`);
      return new RunWriter(folder, run, [], [], 0);
    } catch (thrown) {
      rmSync(folder, { recursive: true, force: true });
      throw thrown;
    }
  }

  /** Opens a run to go on with it. Throws what `readRun` throws, and RUN_IN_USE. */
  static resume(folder: string): RunWriter {
    takeLock(folder);
    try {
      const { run, log } = readParts(folder);
      return new RunWriter(folder, run, log.launches, noticesOf(log.torn), log.wholeBytes);
    } catch (thrown) {
      releaseLock(folder);
      throw thrown;
    }
  }

  append(record: LaunchRecord): void {
    this.#log.append(record);
  }

  /** Writes the tables anew and lets go of the run. */
  close(): void {
    this.#log.close();
    try {
      const { launches } = readLaunchLog(join(this.folder, logFile));
      for (const [name, text] of Object.entries(derivedTables(this.run, launches))) {
        writeWhole(join(this.folder, name), text);
      }
    } finally {
      releaseLock(this.folder);
    }
  }
}
