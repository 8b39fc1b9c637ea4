/** The scheduler's view of time and of Node's event loop; replaced in tests. */

export interface Clock {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Calls back once, after the event loop has looked for events without waiting for any. */
  turn(then: () => void): void;
  /**
   * Calls back once, after so many milliseconds.
   * @returns what calls it off
   */
  after(milliseconds: number, then: () => void): () => void;
}

/** The longest time that Node's timers can be set to. */
const longestTimer = 2 ** 31 - 1;

/** Node's event loop and timers. */
export const nodeClock: Clock = {
  now: () => performance.now(),
  turn: (then) => void setImmediate(then),
  after(milliseconds, then) {
    const timer = setTimeout(then, Math.min(milliseconds, longestTimer));
    return () => clearTimeout(timer);
  },
};
