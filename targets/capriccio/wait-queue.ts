/** Wait queues: the one mechanism by which threads wait and are woken. Every primitive is made of them. */
import type { Mutex } from './mutex.js';
import type { Place } from './place.js';
import { Ring } from './ring.js';
import type { Scheduler } from './scheduler.js';
import type { Pause } from './thread.js';

/** Threads that wait for one thing. Which of them is woken first is the scheduler's `fairEvery`. */
export class WaitQueue extends Ring implements Place {
  readonly #scheduler: Scheduler;
  #wakesUntilFair: number;
  readonly what: string;
  readonly mutex: Mutex | null;
  readonly isCancellable: boolean;

  constructor(scheduler: Scheduler, what: string, mutex: Mutex | null = null, isCancellable = true) {
    super();
    this.#scheduler = scheduler;
    this.#wakesUntilFair = scheduler.fairEvery;
    this.what = what;
    this.mutex = mutex;
    this.isCancellable = isCancellable;
  }

  /** The running thread will wait here as soon as it yields what this gives back. */
  park(): Pause {
    const scheduler = this.#scheduler;
    this.push(scheduler.current);
    // Most threads wait in the same place again and again; not storing spares the collector's write barrier.
    if (scheduler.places[scheduler.current] !== this) scheduler.places[scheduler.current] = this;
    return true;
  }

  /** A thread that was woken goes back to the head of the queue: what it was woken for is gone again. */
  putBack(id: number): void {
    this.unshift(id);
    this.#scheduler.places[id] = this;
  }

  /** Makes one thread runnable: the one that has waited longest, or the latest. Does nothing when none waits. */
  wakeOne(): void {
    if (this.length === 0) return;
    const { runQueue, fairEvery } = this.#scheduler;
    if (--this.#wakesUntilFair > 0) {
      runQueue.push(this.pop());
      return;
    }
    this.#wakesUntilFair = fairEvery;
    runQueue.push(this.shift());
  }

  /** Makes all of them runnable, in the order they came. */
  wakeAll(): void {
    while (this.length > 0) this.#scheduler.runQueue.push(this.shift());
  }
}
