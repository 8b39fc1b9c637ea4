/**
 * Files that block the calling thread only: the kernel threads of Node's pool read, and tell the event loop. A reading
 * that is under way cannot be called back, so a thread is not cancelled in it but at its next wait.
 */
import * as fs from 'node:fs';
import { FileEndedError } from './errors.js';
import type { Scheduler } from './scheduler.js';
import { Signal } from './signal.js';
import type { ThreadBody } from './thread.js';

/** What a callback of Node's was told, once it was called. */
type Outcome<T> = { error: Error | null; value: T | undefined };

/** Starts an operation of Node's and waits for its callback. */
function* completed<T>(
  threads: Scheduler,
  what: string,
  start: (done: (error: Error | null, value?: T) => void) => void,
): ThreadBody<T | undefined> {
  const signal = new Signal(threads, what, false);
  const outcomes: Outcome<T>[] = [];
  start((error, value) => {
    outcomes.push({ error, value });
    signal.notify();
  });
  yield signal.park();
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error(`woken before ${what} was there`);
  if (outcome.error !== null) throw outcome.error;
  return outcome.value;
}

/** An open file. */
export class OpenFile {
  readonly #threads: Scheduler;
  readonly #descriptor: number;

  private constructor(threads: Scheduler, descriptor: number) {
    this.#threads = threads;
    this.#descriptor = descriptor;
  }

  /** `const file = yield* OpenFile.open(threads, location)`: to read from; throws what the system says. */
  static *open(threads: Scheduler, location: string): ThreadBody<OpenFile> {
    const descriptor = yield* completed<number>(threads, `${location} to open`, (done) =>
      fs.open(location, done),
    );
    if (descriptor === undefined) throw new Error(`${location} has no descriptor`);
    return new OpenFile(threads, descriptor);
  }

  /**
   * `const count = yield* file.pread(into, position)`: reads from a place of the file.
   * @returns bytes read: fewer than asked for, or 0, where the file ends
   */
  *pread(into: Uint8Array, position: number): ThreadBody<number> {
    const count = yield* completed<number>(this.#threads, 'a file', (done) =>
      fs.read(this.#descriptor, into, 0, into.length, position, done),
    );
    return count ?? 0;
  }

  /** `yield* file.close()` */
  *close(): ThreadBody {
    yield* completed<void>(this.#threads, 'a file to close', (done) => fs.close(this.#descriptor, done));
  }
}

/**
 * `yield* readPart(threads, location, into, position)`: fills a buffer from a place of a file.
 * @throws what the system says; FileEndedError when the file ends before
 */
export function* readPart(
  threads: Scheduler,
  location: string,
  into: Uint8Array,
  position: number,
): ThreadBody {
  const file = yield* OpenFile.open(threads, location);
  try {
    for (let done = 0; done < into.length;) {
      const count = yield* file.pread(into.subarray(done), position + done);
      if (count === 0) throw new FileEndedError(location, position + done);
      done += count;
    }
  } finally {
    yield* file.close();
  }
}

/** `const bytes = yield* readFile(threads, location)`: a whole file. */
export function* readFile(threads: Scheduler, location: string): ThreadBody<Buffer> {
  const bytes = yield* completed<Buffer>(threads, location, (done) => fs.readFile(location, done));
  return bytes ?? Buffer.alloc(0);
}
