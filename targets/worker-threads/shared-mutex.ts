/** Blocking synchronisation between worker threads: words of shared memory and Atomics.wait, which is the futex of JavaScript. */

const free = 0;
const locked = 1;
const contended = 2;

/** A mutex of one word with three states (Drepper, "Futexes Are Tricky", mutex2): no call of the kernel when uncontended. */
export class SharedMutex {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #at: number;

  /** The word `words[at]`, which is 0 at first, in every thread that shares the mutex. */
  constructor(words: Int32Array<SharedArrayBuffer>, at: number) {
    this.#words = words;
    this.#at = at;
  }

  lock(): void {
    if (Atomics.compareExchange(this.#words, this.#at, free, locked) !== free) this.lockContended();
  }

  /** Locks it and marks it as contended: what a thread does that may not be the only one to have waited. */
  lockContended(): void {
    while (Atomics.exchange(this.#words, this.#at, contended) !== free) {
      Atomics.wait(this.#words, this.#at, contended);
    }
  }

  unlock(): void {
    if (Atomics.exchange(this.#words, this.#at, free) === contended) Atomics.notify(this.#words, this.#at, 1);
  }
}

/** A condition variable of one word, which counts the signals; used under one mutex. */
export class SharedCondition {
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #at: number;
  readonly #mutex: SharedMutex;

  constructor(words: Int32Array<SharedArrayBuffer>, at: number, mutex: SharedMutex) {
    this.#words = words;
    this.#at = at;
    this.#mutex = mutex;
  }

  /** Releases the mutex, blocks until a signal, and holds the mutex again. May also return without a signal. */
  wait(): void {
    const seen = Atomics.load(this.#words, this.#at);
    this.#mutex.unlock();
    Atomics.wait(this.#words, this.#at, seen);
    this.#mutex.lockContended();
  }

  signal(): void {
    Atomics.add(this.#words, this.#at, 1);
    Atomics.notify(this.#words, this.#at, 1);
  }

  broadcast(): void {
    Atomics.add(this.#words, this.#at, 1);
    Atomics.notify(this.#words, this.#at);
  }
}
