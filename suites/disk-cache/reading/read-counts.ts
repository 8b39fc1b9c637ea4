/** What each thread counts, in memory that all of them share. Imports little: see aligned-blocks.ts. */

/** Where each count of a thread is. */
const at = { hits: 0, misses: 1, verified: 2, wrong: 3, short: 4, failed: 5, finished: 6 } as const;
export type Count = keyof typeof at;

/** One cache line a thread, so that what different threads write does not share one. */
const line = 16;

/** The counts of one thread. Nobody else writes them; others may read them at any time. */
export class ReadCounts {
  readonly #words: Int32Array;
  readonly #from: number;

  constructor(memory: SharedArrayBuffer, thread: number) {
    this.#words = new Int32Array(memory);
    this.#from = thread * line;
  }

  add(count: Count): void {
    const word = this.#from + at[count];
    this.#words[word] = (this.#words[word] ?? 0) + 1;
  }
}

/** Memory for the counts of so many threads. */
export function memoryForCounts(threads: number): SharedArrayBuffer {
  return new SharedArrayBuffer(threads * line * Int32Array.BYTES_PER_ELEMENT);
}

/** Blocks that all threads have read, now. */
export function blocksRead(memory: SharedArrayBuffer): number {
  return total(memory, 'hits') + total(memory, 'misses');
}

/** The sum of a count over all threads, now. */
export function total(memory: SharedArrayBuffer, count: Count): number {
  const words = new Int32Array(memory);
  let sum = 0;
  for (let word: number = at[count]; word < words.length; word += line) sum += Atomics.load(words, word);
  return sum;
}

/** Threads that have read at least one block. */
export function progressed(memory: SharedArrayBuffer): number {
  const words = new Int32Array(memory);
  let threads = 0;
  for (let from = 0; from < words.length; from += line) {
    if (Atomics.load(words, from + at.hits) > 0 || Atomics.load(words, from + at.misses) > 0) threads++;
  }
  return threads;
}
