/** Condition variables with the semantics of Mesa: a woken thread holds the mutex again and looks for itself. */
import type { Mutex } from './mutex.js';
import type { Scheduler } from './scheduler.js';
import type { Pause } from './thread.js';
import { WaitQueue } from './wait-queue.js';

/** A condition under one mutex: `while (!holds) yield condition.wait();` */
export class Condition {
  readonly #mutex: Mutex;
  readonly #waiting: WaitQueue;

  constructor(scheduler: Scheduler, mutex: Mutex, name = 'a condition') {
    this.#mutex = mutex;
    this.#waiting = new WaitQueue(scheduler, name, mutex);
  }

  /**
   * `yield condition.wait()`: releases the mutex, waits for a signal, and holds the mutex again.
   * @throws ThreadUsageError when the running thread does not hold the mutex
   */
  wait(): Pause {
    this.#mutex.unlock();
    return this.#waiting.park();
  }

  /** Wakes the thread that has waited longest, if any. */
  signal(): void {
    this.#waiting.wakeOne();
  }

  /** Wakes all that wait. */
  broadcast(): void {
    this.#waiting.wakeAll();
  }
}
