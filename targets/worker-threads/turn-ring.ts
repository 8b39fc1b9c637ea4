/** Threads in a ring that pass a turn on, or all sleep at a time: the words of shared memory by which they do. */

/** One cache line, in words, so that what different threads write does not share one. */
const line = 16;

/** The first words; after them each thread has a line: what it is to do, and the turns it has taken. */
const at = { newcomers: 0, slept: line, woken: 2 * line, lines: 3 * line };

/** What a thread finds in its word. */
const job = { wait: 0, takeTurn: 1, sleep: 2, end: 3 };

export class TurnRing {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #threads: number;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
    this.#threads = (this.#words.length - at.lines) / line;
  }

  /** A ring of this many threads; number 0 is the main thread. */
  static allocate(threads: number): TurnRing {
    const words = at.lines + threads * line;
    return new TurnRing(new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT));
  }

  /** Turns that threads have taken because the one before them passed it on. */
  get taken(): number {
    return Array.from({ length: this.#threads }, (_, index) => this.#load(this.#lineOf(index) + 1)).reduce(
      (sum, turns) => sum + turns,
      0,
    );
  }

  /** Times that a thread has slept and woken. */
  get woken(): number {
    return this.#load(at.woken);
  }

  /** Workers that came to run. */
  get newcomers(): number {
    return this.#load(at.newcomers);
  }

  /** The main thread passes the turn on and blocks until it has gone all the way round. */
  passRound(): void {
    this.#passOn(0);
    this.#await(0);
    this.#take(0);
  }

  /** All threads sleep so many times, the main thread too, which blocks until all have. */
  sleepAll(times: number, sleepTime: () => number): void {
    Atomics.store(this.#words, at.slept, 0);
    for (let index = 1; index < this.#threads; index++) this.#give(index, job.sleep);
    this.#sleep(times, sleepTime);
    for (let done = this.#load(at.slept); done < this.#threads - 1; done = this.#load(at.slept)) {
      Atomics.wait(this.#words, at.slept, done);
    }
  }

  /** What a worker does until it is told to end. */
  follow(index: number, times: number, sleepTime: () => number): void {
    for (;;) {
      const found = this.#await(index);
      if (found === job.end) return;
      if (found === job.takeTurn) {
        this.#take(index);
        this.#passOn(index);
      } else {
        Atomics.store(this.#words, this.#lineOf(index), job.wait);
        this.#sleep(times, sleepTime);
        Atomics.add(this.#words, at.slept, 1);
        Atomics.notify(this.#words, at.slept);
      }
    }
  }

  /** Says that a worker came to run. */
  arrive(): void {
    Atomics.add(this.#words, at.newcomers, 1);
  }

  /** Tells all workers to end. */
  end(): void {
    for (let index = 1; index < this.#threads; index++) this.#give(index, job.end);
  }

  /** Blocks until there is something to do. */
  #await(index: number): number {
    const word = this.#lineOf(index);
    while (this.#load(word) === job.wait) Atomics.wait(this.#words, word, job.wait);
    return this.#load(word);
  }

  #take(index: number): void {
    const word = this.#lineOf(index);
    Atomics.store(this.#words, word, job.wait);
    Atomics.store(this.#words, word + 1, this.#load(word + 1) + 1);
  }

  #passOn(from: number): void {
    this.#give((from + 1) % this.#threads, job.takeTurn);
  }

  #give(index: number, what: number): void {
    Atomics.store(this.#words, this.#lineOf(index), what);
    Atomics.notify(this.#words, this.#lineOf(index));
  }

  /** Nobody ever notifies the word that is waited for. */
  #sleep(times: number, sleepTime: () => number): void {
    const nobody = new Int32Array(new SharedArrayBuffer(4));
    for (let sleep = 0; sleep < times; sleep++) {
      Atomics.wait(nobody, 0, 0, sleepTime());
      Atomics.add(this.#words, at.woken, 1);
    }
  }

  #lineOf(index: number): number {
    return at.lines + index * line;
  }

  #load(word: number): number {
    return Atomics.load(this.#words, word);
  }
}
