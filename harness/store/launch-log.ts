/** `launches.ndjson`: append-only, one launch a line, safe on disk before the next launch starts. */
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync } from 'node:fs';
import { TuttiError } from '../model/errors.js';
import { type LaunchRecord, launchRecordSchema } from '../model/launch.js';
import { lastAttempts } from '../model/recorded-run.js';
import { cannotWrite, writeFully } from './write-file.js';

const newline = 0x0a;

/** What a log holds. */
export interface LaunchLog {
  /** The records that count: of every block its last attempt. In the order they were written. */
  readonly launches: LaunchRecord[];
  /** The beginning of a last line that was never finished, when the writer was killed in the middle of it. */
  readonly torn: string | null;
  /** Bytes of the whole lines. */
  readonly wholeBytes: number;
}

/**
 * Reads a log.
 * @throws TuttiError RUN_DAMAGED when any line but a torn last one is not a record
 */
export function readLaunchLog(file: string): LaunchLog {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') {
      return { launches: [], torn: null, wholeBytes: 0 };
    }
    throw new TuttiError('RUN_DAMAGED', { file, reason: String(thrown) }, thrown);
  }
  const wholeBytes = bytes.lastIndexOf(newline) + 1;
  const torn = wholeBytes === bytes.length ? null : bytes.subarray(wholeBytes).toString('utf8').slice(0, 200);
  const records: LaunchRecord[] = [];
  for (let start = 0, end = 0; start < wholeBytes; start = end + 1) {
    end = bytes.indexOf(newline, start);
    records.push(parseLine(bytes.toString('utf8', start, end), `${file}, line ${records.length + 1}`));
  }
  return { launches: lastAttempts(records), torn, wholeBytes };
}

function parseLine(line: string, where: string): LaunchRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new TuttiError('RUN_DAMAGED', { file: where, reason: 'the line is not JSON' });
  }
  const parsed = launchRecordSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || '(the whole)';
  throw new TuttiError('RUN_DAMAGED', { file: where, reason: `${field}: ${issue?.message}` });
}

/** Appends records to a log. */
export class LaunchLogWriter {
  readonly #file: string;
  readonly #descriptor: number;

  /**
   * Opens a log for appending and cuts off what lies beyond its whole lines.
   * @throws TuttiError CANNOT_WRITE
   */
  constructor(file: string, wholeBytes: number) {
    this.#file = file;
    try {
      this.#descriptor = openSync(file, 'a');
      if (fstatSync(this.#descriptor).size > wholeBytes) ftruncateSync(this.#descriptor, wholeBytes);
    } catch (thrown) {
      throw cannotWrite(file, thrown);
    }
  }

  /**
   * Writes a record and waits until it is on disk.
   * @throws TuttiError CANNOT_WRITE; the line is then taken back whole
   */
  append(record: LaunchRecord): void {
    const { size } = fstatSync(this.#descriptor);
    try {
      writeFully(this.#descriptor, Buffer.from(`${JSON.stringify(record)}\n`));
      fsyncSync(this.#descriptor);
    } catch (thrown) {
      ftruncateSync(this.#descriptor, size);
      throw cannotWrite(this.#file, thrown);
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
