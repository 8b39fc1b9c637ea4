/** The scheduler's view of time and of Node's event loop; replaced in tests. */

export interface Clock {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** One turn of the event loop. */
  turn(): Promise<void>;
  /** Ends after so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
}

/** Node's timers. */
export const nodeClock: Clock = {
  now: () => performance.now(),
  turn: () => new Promise((resolve) => setImmediate(resolve)),
  pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
