/** A clock for tests: time passes only when the scheduler has nothing else to do. */
import type { Clock } from '../clock.js';

export class TestClock implements Clock {
  #now = 0;
  /** Turns of the event loop that were asked for. */
  turns = 0;

  now(): number {
    return this.#now;
  }

  async turn(): Promise<void> {
    this.turns++;
  }

  async pause(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
  }
}
