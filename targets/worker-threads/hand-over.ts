/** Two threads that hand the turn to each other under a mutex, each with a condition to wait for. */
import { SharedCondition, SharedMutex } from './shared-mutex.js';

const line = 16;
const at = { mutex: 0, mains: line, workers: 2 * line, turn: 3 * line, taken: 3 * line + 1, words: 4 * line };
const turnOf = { main: 0, worker: 1, nobody: 2 };

export class HandOver {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #mutex: SharedMutex;
  readonly #mains: SharedCondition;
  readonly #workers: SharedCondition;

  constructor(memory = new SharedArrayBuffer(at.words * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
    this.#mutex = new SharedMutex(this.#words, at.mutex);
    this.#mains = new SharedCondition(this.#words, at.mains, this.#mutex);
    this.#workers = new SharedCondition(this.#words, at.workers, this.#mutex);
  }

  /** Turns that either has taken. */
  get taken(): number {
    return this.#read(at.taken);
  }

  /** The main thread hands the turn over and gets it back, so many times. */
  handOver(times: number): void {
    this.#mutex.lock();
    for (let turn = 0; turn < times; turn++) {
      this.#give(turnOf.worker, this.#workers);
      while (this.#read(at.turn) !== turnOf.main) this.#mains.wait();
      this.#words[at.taken] = this.taken + 1;
    }
    this.#mutex.unlock();
  }

  /** The worker hands back every turn it gets, until there are no more. */
  answer(): void {
    this.#mutex.lock();
    for (;;) {
      while (this.#read(at.turn) === turnOf.main) this.#workers.wait();
      if (this.#read(at.turn) === turnOf.nobody) break;
      this.#words[at.taken] = this.taken + 1;
      this.#give(turnOf.main, this.#mains);
    }
    this.#mutex.unlock();
  }

  end(): void {
    this.#mutex.lock();
    this.#give(turnOf.nobody, this.#workers);
    this.#mutex.unlock();
  }

  #give(turn: number, waiting: SharedCondition): void {
    this.#words[at.turn] = turn;
    waiting.signal();
  }

  #read(word: number): number {
    return this.#words[word] ?? 0;
  }
}
