/**
 * A file that threads read at places of their own. Where the page cache is likely to have what is wanted, the read is done
 * on the spot; all others are for the kernel threads of Node's pool, while other threads run.
 */
import { read, readSync } from 'node:fs';
import type { CacheGuess } from './cache-guess.js';
import type { Scheduler } from './scheduler.js';
import { Signal } from './signal.js';
import type { ThreadBody } from './thread.js';

/** What `readNow` gives back instead of a count. */
export const wouldWait = -1;

export class RandomFile {
  readonly #threads: Scheduler;
  readonly #descriptor: number;
  readonly #guess: CacheGuess | undefined;
  readonly #now: () => number;

  /**
   * @param descriptor of the open file; it stays the caller's to close
   * @param guess whether reads are worth trying on the spot; they never are without it, as with O_DIRECT
   * @param now milliseconds; replaced in tests
   */
  constructor(
    threads: Scheduler,
    descriptor: number,
    guess?: CacheGuess,
    now: () => number = () => performance.now(),
  ) {
    this.#threads = threads;
    this.#descriptor = descriptor;
    this.#guess = guess;
    this.#now = now;
  }

  /**
   * Reads on the spot, if the page cache is likely to have it: `let count = file.readNow(into, position)`, and if that is
   * `wouldWait`, `count = yield* file.read(into, position)`. The thread does not give way.
   * @returns bytes read, fewer than asked for where the file ends; or `wouldWait`
   * @throws what the system says
   */
  readNow(into: Uint8Array, position: number): number {
    const guess = this.#guess;
    if (guess === undefined || !guess.isHopeful()) return wouldWait;
    if (!guess.isCurious()) return readSync(this.#descriptor, into, 0, into.length, position);
    const from = this.#now();
    const count = readSync(this.#descriptor, into, 0, into.length, position);
    guess.took(this.#now() - from);
    return count;
  }

  /**
   * Waits until the pool has read: `const count = yield* file.read(into, position)`. A thread is not cancelled meanwhile,
   * for the pool writes into its memory.
   * @throws what the system says
   */
  *read(into: Uint8Array, position: number): ThreadBody<number> {
    const signal = new Signal(this.#threads, 'a file', false);
    let failure: Error | null = null;
    let count = wouldWait;
    read(this.#descriptor, into, 0, into.length, position, (error, bytes) => {
      failure = error;
      count = bytes;
      signal.notify();
    });
    yield signal.park();
    // TypeScript does not see that the callback was called.
    const thrown = failure as Error | null;
    if (thrown !== null) throw thrown;
    return count;
  }
}
