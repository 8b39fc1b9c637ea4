/** Run queues: in which order threads that can run do run. The policy of the scheduler is the queue it is given. */
import { Ring } from './ring.js';

/** What the scheduler asks of a policy. */
export interface RunQueue {
  /** Threads that can run. */
  readonly length: number;
  /** A thread, by number, can run now. */
  push(id: number): void;
  /** The thread to run next; only called when `length` is greater than 0. */
  next(): number;
}

/** Round robin: first in, first out. Every thread that can run does run. */
export class RoundRobin extends Ring implements RunQueue {
  next(): number {
    return this.shift();
  }
}

/** Last in, first out: the thread whose data is still in the caches. Others may starve. */
export class LastInFirstOut extends Ring implements RunQueue {
  next(): number {
    return this.pop();
  }
}

/** Last in, first out, but for one turn in so many, which goes to the thread that has been runnable longest: none starves. */
export class RecentFirst extends Ring implements RunQueue {
  readonly #fairEvery: number;
  #turnsUntilFair: number;

  constructor(fairEvery: number) {
    super();
    this.#fairEvery = fairEvery;
    this.#turnsUntilFair = fairEvery;
  }

  next(): number {
    if (--this.#turnsUntilFair > 0) return this.pop();
    this.#turnsUntilFair = this.#fairEvery;
    return this.shift();
  }
}
