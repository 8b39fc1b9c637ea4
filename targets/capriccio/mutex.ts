/** Mutual exclusion: on one processor without preemption, a flag that says who holds it (Capriccio, section 2.2). */
import { ThreadUsageError } from './errors.js';
import type { Scheduler } from './scheduler.js';
import type { Pause } from './thread.js';
import { WaitQueue } from './wait-queue.js';

const nobody = -1;

/**
 * A mutex; not re-entrant. `unlock` wakes the thread that has waited longest but does not hand the mutex to it: who runs
 * first takes it (a hand-over at every unlock would force a switch on every item of a busy loop). A woken thread that
 * finds it taken is again the first in the queue.
 */
export class Mutex {
  readonly #scheduler: Scheduler;
  readonly #waiting: WaitQueue;
  #holder = nobody;

  constructor(scheduler: Scheduler, name = 'a mutex') {
    this.#scheduler = scheduler;
    this.#waiting = new WaitQueue(scheduler, name, this, false);
  }

  /** True while a thread holds it. */
  get isLocked(): boolean {
    return this.#holder !== nobody;
  }

  /** Takes the mutex when it is free; the fast path, which never gives way. */
  tryLock(): boolean {
    if (this.#holder !== nobody) return false;
    this.#holder = this.#scheduler.current;
    return true;
  }

  /** `yield mutex.lock()`: the thread holds the mutex when it goes on. */
  lock(): Pause {
    if (this.tryLock()) return false;
    this.#mustNotHold();
    return this.#waiting.park();
  }

  /** @throws ThreadUsageError when the running thread does not hold it */
  unlock(): void {
    if (this.#holder !== this.#scheduler.current) {
      throw new ThreadUsageError(`${this.#waiting.what} is unlocked by a thread that does not hold it`);
    }
    this.#holder = nobody;
    if (this.#waiting.length > 0) this.#waiting.wakeOne();
  }

  /**
   * For the scheduler: gives the mutex to a woken thread, or puts the thread back into the queue.
   * @returns false when the mutex is taken, so that the thread cannot run
   */
  grant(id: number): boolean {
    if (this.#holder !== nobody) {
      this.#waiting.putBack(id);
      return false;
    }
    this.#holder = id;
    return true;
  }

  #mustNotHold(): void {
    if (this.#holder === this.#scheduler.current) {
      throw new ThreadUsageError(`${this.#waiting.what} is locked twice by the same thread`);
    }
  }
}
