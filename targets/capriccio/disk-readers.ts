/** The threads of the disk suites, with the files they read. */
import type { BlockReader } from '../../suites/disk-cache/reading/block-reader.js';
import { poolFacts } from '../../suites/disk-cache/reading/pool.js';
import { total } from '../../suites/disk-cache/reading/read-counts.js';
import type { Reading, Remarks } from '../../suites/disk-cache/reading/serve-reading.js';
import type { CacheGuess } from './cache-guess.js';
import type { Scheduler, ThreadBody } from './index.js';
import { RandomFile, wouldWait } from './random-file.js';

/** Reads on the spot after which a thread lets the others run. */
const giveWayEvery = 16;

export class DiskReaders {
  readonly #threads: Scheduler;
  readonly #reading: Reading;
  readonly #cached: RandomFile;
  readonly #direct: RandomFile;
  readonly #guess: CacheGuess | undefined;
  #onTheSpot = 0;

  /** @param guess for reads of `cached`; without it all go to the pool */
  constructor(threads: Scheduler, reading: Reading, guess: CacheGuess | undefined) {
    this.#threads = threads;
    this.#reading = reading;
    this.#guess = guess;
    this.#cached = new RandomFile(threads, reading.files.cached, guess);
    this.#direct = new RandomFile(threads, reading.files.direct);
  }

  /** The body of a thread: reads block after block until it is time to stop. */
  *body(reader: BlockReader): ThreadBody {
    const { ended } = this.#reading;
    let bytes: number | undefined;
    do {
      reader.draw();
      const file = reader.isMiss ? this.#direct : this.#cached;
      try {
        bytes = file.readNow(reader.buffer, reader.position);
        if (bytes === wouldWait) bytes = yield* file.read(reader.buffer, reader.position);
        else if (++this.#onTheSpot % giveWayEvery === 0) yield this.#threads.giveWay();
      } catch {
        bytes = undefined;
      }
    } while (ended(reader, bytes));
  }

  /** What the launch is to be told of how they read. */
  remarks(): Remarks {
    const guess = this.#guess;
    const hits = total(this.#reading.counts, 'hits');
    if (hits === 0) return { facts: poolFacts() };
    const cachedReads = guess === undefined ? 'in the pool' : `on the spot, ${guess.slow} of them slow`;
    const facts = { ...poolFacts(), cachedReads };
    const value = Math.min(1, this.#onTheSpot / hits);
    return { facts, metrics: { hitsWithoutSwitch: { value, unit: 'share' } } };
  }
}
