/** A clock for tests: time passes only when the scheduler has nothing else to do. */
import type { Clock } from '../clock.js';

export class TestClock implements Clock {
  #now = 0;
  #turning = false;
  /** Turns of the event loop that were asked for. */
  turns = 0;
  /** Done by the outside world in the next turns, one a turn, or one whenever the scheduler sleeps. */
  readonly events: (() => void)[] = [];

  now(): number {
    return this.#now;
  }

  turn(then: () => void): void {
    this.turns++;
    this.#turning = true;
    queueMicrotask(() => {
      this.#turning = false;
      this.events.shift()?.();
      then();
    });
  }

  after(milliseconds: number, then: () => void): () => void {
    const at = this.#now + milliseconds;
    let calledOff = false;
    const ring = (): void => {
      if (calledOff) return;
      if (this.#turning || this.events.length > 0) {
        if (!this.#turning) this.events.shift()?.();
        queueMicrotask(ring);
        return;
      }
      this.#now = Math.max(this.#now, at);
      then();
    };
    queueMicrotask(ring);
    return () => {
      calledOff = true;
    };
  }
}
