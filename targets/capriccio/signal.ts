/** Signals: how the outside world wakes a thread. Sockets and files are made of them. */
import { ThreadUsageError } from './errors.js';
import type { Place } from './place.js';
import type { Scheduler } from './scheduler.js';
import type { Pause } from './thread.js';

const nobody = -1;

/**
 * A place for one thread, which something outside wakes: a callback of Node's. It says that something has happened, not
 * what: the woken thread looks for itself.
 */
export class Signal implements Place {
  readonly mutex = null;
  readonly what: string;
  readonly isCancellable: boolean;
  /** True when the last wait was ended by its deadline. */
  hasExpired = false;
  readonly #scheduler: Scheduler;
  #waiter = nobody;

  constructor(scheduler: Scheduler, what: string, isCancellable = true) {
    this.#scheduler = scheduler;
    this.what = what;
    this.isCancellable = isCancellable;
  }

  /**
   * The running thread will wait here as soon as it yields what this gives back.
   * @param until when to stop waiting, in the scheduler's time
   */
  park(until = Infinity): Pause {
    const scheduler = this.#scheduler;
    if (this.#waiter !== nobody) throw new ThreadUsageError(`two threads wait for ${this.what}`);
    const id = scheduler.current;
    this.#waiter = id;
    this.hasExpired = false;
    if (scheduler.places[id] !== this) scheduler.places[id] = this;
    scheduler.waitsOutside(id, until);
    return true;
  }

  /** Wakes the thread that waits, if any. May be called from anywhere. */
  notify(): void {
    const id = this.#waiter;
    if (id === nobody) return;
    this.#waiter = nobody;
    this.#scheduler.wakeFromOutside(id);
  }

  /** For the scheduler: the deadline of the thread that waits has passed. */
  expire(): void {
    this.hasExpired = true;
    this.notify();
  }

  remove(id: number): boolean {
    if (this.#waiter !== id) return false;
    this.#waiter = nobody;
    this.#scheduler.waitsNoLonger(id);
    return true;
  }
}
