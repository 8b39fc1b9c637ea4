/** What the workers share: the words of shared memory and what each of them means. */
import { SharedCondition, SharedMutex } from './shared-mutex.js';

/** One cache line, in words, so that what different threads write does not share one. */
const line = 16;

/** Where each word is. The ring of messages and then one line of counts a thread come after these. */
const at = {
  mutex: 0,
  notFull: line,
  notEmpty: 2 * line,
  head: 3 * line,
  length: 3 * line + 1,
  stopping: 4 * line,
  gate: 5 * line,
  finished: 6 * line,
  slots: 7 * line,
};

/** A message without content. */
const emptyMessage = 1;

/** What a worker is given. */
export interface WorkerTask {
  memory: SharedArrayBuffer;
  capacity: number;
  index: number;
  role: 'producer' | 'consumer';
  seed: number;
  spin: number;
}

/** The shared buffer with its mutex and conditions, and one count of items a thread. */
export class Party {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #capacity: number;
  readonly #counts: number;
  readonly mutex: SharedMutex;
  readonly notFull: SharedCondition;
  readonly notEmpty: SharedCondition;

  constructor(memory: SharedArrayBuffer, capacity: number) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
    this.#capacity = capacity;
    this.#counts = at.slots + Math.ceil(capacity / line) * line;
    this.mutex = new SharedMutex(this.#words, at.mutex);
    this.notFull = new SharedCondition(this.#words, at.notFull, this.mutex);
    this.notEmpty = new SharedCondition(this.#words, at.notEmpty, this.mutex);
  }

  /** Memory for a buffer of this capacity and this many threads. */
  static allocate(capacity: number, threads: number): Party {
    const size = at.slots + Math.ceil(capacity / line) * line + threads * line;
    return new Party(new SharedArrayBuffer(size * Int32Array.BYTES_PER_ELEMENT), capacity);
  }

  /** Messages in the buffer; exact while the mutex is held. */
  get length(): number {
    return this.#read(at.length);
  }

  get isFull(): boolean {
    return this.length === this.#capacity;
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  get isStopping(): boolean {
    return Atomics.load(this.#words, at.stopping) === 1;
  }

  /** Threads that came to their end. */
  get finished(): number {
    return Atomics.load(this.#words, at.finished);
  }

  /** With the mutex held, and only when not full. */
  put(): void {
    this.#words[at.slots + ((this.#read(at.head) + this.length) % this.#capacity)] = emptyMessage;
    this.#words[at.length] = this.length + 1;
  }

  /** With the mutex held, and only when not empty. */
  take(): void {
    this.#words[at.slots + this.#read(at.head)] = 0;
    this.#words[at.head] = (this.#read(at.head) + 1) % this.#capacity;
    this.#words[at.length] = this.length - 1;
  }

  /** Says how many items a thread has produced or consumed. */
  count(index: number, items: number): void {
    Atomics.store(this.#words, this.#counts + index * line, items);
  }

  /** Items that the threads of these numbers have produced or consumed. */
  counted(indices: readonly number[]): number[] {
    return indices.map((index) => Atomics.load(this.#words, this.#counts + index * line));
  }

  /** Blocks a worker until the gate is opened. */
  waitAtGate(): void {
    Atomics.wait(this.#words, at.gate, 0);
  }

  openGate(): void {
    Atomics.store(this.#words, at.gate, 1);
    Atomics.notify(this.#words, at.gate);
  }

  /**
   * Tells all threads to come to their end, wherever they wait. Does not take the mutex, because the main thread must not
   * block; so a thread that has just looked may yet begin to wait: call it again until all have finished.
   */
  stop(): void {
    Atomics.store(this.#words, at.stopping, 1);
    this.notFull.broadcast();
    this.notEmpty.broadcast();
  }

  finish(): void {
    Atomics.add(this.#words, at.finished, 1);
  }

  #read(word: number): number {
    return this.#words[word] ?? 0;
  }
}
