/** Two threads that take turns: the words of shared memory by which they do. */

const at = { turn: 0, takenByMain: 1, takenByWorker: 2, newcomers: 3, words: 4 };

export class TurnWords {
  static readonly main = 0;
  static readonly worker = 1;
  static readonly over = 2;
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(memory = new SharedArrayBuffer(at.words * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
  }

  /** Turns that either has taken because the other gave it away. */
  get taken(): number {
    return Atomics.load(this.#words, at.takenByMain) + Atomics.load(this.#words, at.takenByWorker);
  }

  /** Workers that came to run. */
  get newcomers(): number {
    return Atomics.load(this.#words, at.newcomers);
  }

  /** The main thread gives the turn away and blocks until it has it again. */
  giveAway(): void {
    this.#pass(TurnWords.worker);
    while (Atomics.load(this.#words, at.turn) !== TurnWords.main)
      Atomics.wait(this.#words, at.turn, TurnWords.worker);
    Atomics.add(this.#words, at.takenByMain, 1);
  }

  /** The worker waits for its turns and gives each one back, until it is told to stop. */
  takeTurns(): void {
    for (;;) {
      while (Atomics.load(this.#words, at.turn) === TurnWords.main)
        Atomics.wait(this.#words, at.turn, TurnWords.main);
      if (Atomics.load(this.#words, at.turn) === TurnWords.over) return;
      Atomics.add(this.#words, at.takenByWorker, 1);
      this.#pass(TurnWords.main);
    }
  }

  /** Says that a worker came to run. */
  arrive(): void {
    Atomics.add(this.#words, at.newcomers, 1);
  }

  stop(): void {
    this.#pass(TurnWords.over);
  }

  #pass(turn: number): void {
    Atomics.store(this.#words, at.turn, turn);
    Atomics.notify(this.#words, at.turn);
  }
}
