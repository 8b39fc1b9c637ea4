/** The folder of a run: `run.json`, `launches.ndjson`, and the tables made from them. */
import {
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { TuttiError, reasonOf } from '../model/errors.js';
import type { LaunchRecord } from '../model/launch.js';
import { type Run, runSchema, runSchemaVersion } from '../model/run.js';
import { launchesCsv, summaryCsv } from './csv.js';
import { LaunchLogWriter, readLaunchLog } from './launch-log.js';
import { writeWhole } from './write-file.js';

const runFile = 'run.json';
const logFile = 'launches.ndjson';
const lockFile = 'lock';

/** A run as read from its folder. */
export interface StoredRun {
  readonly folder: string;
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
  const planned = new Set(run.plan.launches.map(({ id }) => id));
  const stranger = log.launches.find(({ id }) => !planned.has(id));
  if (stranger !== undefined) {
    const reason = `launch ${stranger.id} is not in the plan of the run`;
    throw new TuttiError('RUN_DAMAGED', { file: join(folder, logFile), reason });
  }
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
  throw new TuttiError('RUN_DAMAGED', { file, reason: `${issue?.path.join('.')}: ${issue?.message}` });
}

/**
 * The folder of a run that is named by a path, by its id, or by `latest` (also when nothing is said).
 * @throws TuttiError RUN_NOT_FOUND naming the runs there are
 */
export function findRun(results: string, name = 'latest'): string {
  const runs = listRuns(results);
  const folder =
    name === 'latest'
      ? runs.at(-1)
      : [join(results, name), name].find((path) => existsSync(join(path, runFile)));
  if (folder !== undefined) return folder;
  const hint =
    runs.length === 0
      ? 'measure one first: tutti run --profile quick'
      : `the last ones are: ${runs
          .slice(-3)
          .map((run) => basename(run))
          .join(', ')}`;
  throw new TuttiError('RUN_NOT_FOUND', { run: name, folder: results, hint });
}

/** Folders of all runs, the oldest first. */
export function listRuns(results: string): string[] {
  if (!existsSync(results)) return [];
  return readdirSync(results)
    .map((name) => join(results, name))
    .filter((folder) => existsSync(join(folder, runFile)))
    .map((folder) => ({ folder, madeMs: statSync(join(folder, runFile)).mtimeMs }))
    .sort((a, b) => a.madeMs - b.madeMs || (a.folder < b.folder ? -1 : 1))
    .map(({ folder }) => folder);
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

  /** Writes down a new run, before its first launch. Throws TuttiError CANNOT_WRITE. */
  static create(results: string, run: Run): RunWriter {
    const folder = join(results, run.id);
    writeWhole(join(folder, runFile), `${JSON.stringify(run, null, 1)}\n`);
    takeLock(folder);
    return new RunWriter(folder, run, [], [], 0);
  }

  /** Opens a run to go on with it. Throws what `readRun` throws, and RUN_IN_USE. */
  static resume(folder: string): RunWriter {
    const { run, log } = readParts(folder);
    takeLock(folder);
    return new RunWriter(folder, run, log.launches, noticesOf(log.torn), log.wholeBytes);
  }

  append(record: LaunchRecord): void {
    this.#log.append(record);
  }

  /** Writes the tables anew and lets go of the run. */
  close(): void {
    this.#log.close();
    try {
      const { launches } = readLaunchLog(join(this.folder, logFile));
      writeWhole(join(this.folder, 'launches.csv'), launchesCsv(launches, this.run.suites));
      writeWhole(join(this.folder, 'summary.csv'), summaryCsv(launches, this.run.suites));
    } finally {
      rmSync(join(this.folder, lockFile), { force: true });
    }
  }
}

/** One process measures a run: a lock with its id, void when that process is gone. */
function takeLock(folder: string): void {
  const lock = join(folder, lockFile);
  const mine = `${lock}.${process.pid}`;
  try {
    writeFileSync(mine, `${process.pid}\n`);
    if (existsSync(lock)) releaseStale(lock, basename(folder));
    linkSync(mine, lock);
  } finally {
    rmSync(mine, { force: true });
  }
}

function releaseStale(lock: string, run: string): void {
  const pid = Number(readFileSync(lock, 'utf8'));
  if (existsSync(`/proc/${pid}`)) throw new TuttiError('RUN_IN_USE', { run, pid });
  unlinkSync(lock);
}
