/** Wait queues: the one mechanism by which threads wait and are woken. Every primitive is made of them. */
import type { Mutex } from './mutex.js';
import { Ring } from './ring.js';
import type { Scheduler } from './scheduler.js';
import type { Pause } from './thread.js';

/** A first-in, first-out queue of threads that wait for one thing. */
export class WaitQueue {
  readonly #scheduler: Scheduler;
  readonly #waiting = new Ring();
  /** What is waited for, in the words of an error message. */
  readonly what: string;
  /** What a thread woken from here must hold before it runs again; the scheduler sees to it. */
  readonly mutex: Mutex | null;

  constructor(scheduler: Scheduler, what: string, mutex: Mutex | null = null) {
    this.#scheduler = scheduler;
    this.what = what;
    this.mutex = mutex;
  }

  /** How many threads wait. */
  get length(): number {
    return this.#waiting.length;
  }

  /** The running thread will wait here as soon as it yields what this gives back. */
  park(): Pause {
    const scheduler = this.#scheduler;
    this.#waiting.push(scheduler.current);
    scheduler.places[scheduler.current] = this;
    return true;
  }

  /** A thread that was woken goes back to the head of the queue: what it was woken for is gone again. */
  putBack(id: number): void {
    this.#waiting.unshift(id);
    this.#scheduler.places[id] = this;
  }

  /** Makes the thread that has waited longest runnable. Does nothing when none waits. */
  wakeOne(): void {
    if (this.#waiting.length > 0) this.#scheduler.runQueue.push(this.#waiting.shift());
  }

  /** Makes all of them runnable, in the order they came. */
  wakeAll(): void {
    while (this.#waiting.length > 0) this.wakeOne();
  }

  /**
   * Takes a thread out, in time proportional to the length.
   * @returns false when it does not wait here
   */
  remove(id: number): boolean {
    return this.#waiting.remove(id);
  }
}
