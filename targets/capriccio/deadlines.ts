/**
 * Deadlines of waits for the outside world. Nearly every such wait ends long before its deadline and is followed by another
 * like it, so a deadline is only a number in a table. A heap holds for each thread one time at which to look at that
 * number, not later than the deadline: a thread that waits a thousand times in a minute, a minute at most, is looked at once.
 */
import { Sleepers } from './sleep.js';

export class Deadlines {
  /** By thread: when its wait is to end; `Infinity` when it does not wait or may wait for ever. */
  readonly #until: number[] = [];
  /** By thread: the earliest time in the heap at which it will be looked at. */
  readonly #lookAt: number[] = [];
  readonly #heap = new Sleepers();

  /** When the next thread is to be looked at; `Infinity` when none is. */
  get nextAt(): number {
    return this.#heap.nextWakeAt;
  }

  /** The wait that a thread begins ends at this time, or never. */
  set(id: number, until: number): void {
    this.#until[id] = until;
    if (until < (this.#lookAt[id] ?? Infinity)) {
      this.#lookAt[id] = until;
      this.#heap.add(id, until);
    }
  }

  /** The wait of a thread has ended otherwise. */
  clear(id: number): void {
    this.#until[id] = Infinity;
  }

  /** A thread whose deadline has passed, which is cleared; undefined when there is none. */
  takeDue(now: number): number | undefined {
    for (;;) {
      const wakeAt = this.#heap.nextWakeAt;
      const id = this.#heap.takeDue(now);
      if (id === undefined) return undefined;
      if (wakeAt !== this.#lookAt[id]) continue;
      this.#lookAt[id] = Infinity;
      const until = this.#until[id] ?? Infinity;
      this.clear(id);
      if (until <= now) return id;
      if (until < Infinity) this.set(id, until);
    }
  }
}
