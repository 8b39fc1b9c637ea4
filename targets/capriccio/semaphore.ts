/** Counting semaphores. */
import type { Scheduler } from './scheduler.js';
import type { Pause } from './thread.js';
import { WaitQueue } from './wait-queue.js';

/** A semaphore; a released permit goes straight to a thread that waits, by the scheduler's order of waking. */
export class Semaphore {
  readonly #waiting: WaitQueue;
  #permits: number;

  /** @param permits how many can be acquired before the first release */
  constructor(scheduler: Scheduler, permits: number, name = 'a semaphore') {
    this.#waiting = new WaitQueue(scheduler, name);
    this.#permits = permits;
  }

  /** Permits that are free. */
  get permits(): number {
    return this.#permits;
  }

  /** Takes a permit when one is free; the fast path, which never gives way. */
  tryAcquire(): boolean {
    if (this.#permits === 0) return false;
    this.#permits--;
    return true;
  }

  /** `yield semaphore.acquire()`: the thread has a permit when it goes on. */
  acquire(): Pause {
    return this.tryAcquire() ? false : this.#waiting.park();
  }

  /** Gives a permit back. */
  release(): void {
    if (this.#waiting.length > 0) this.#waiting.wakeOne();
    else this.#permits++;
  }
}
