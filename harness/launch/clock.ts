/** Time as the harness sees it; replaced by a virtual clock in tests. */
export interface Clock {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Wall-clock time, ISO 8601. */
  date(): string;
  /** Calls `action` after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, action: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date().toISOString(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};
