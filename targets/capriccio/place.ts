/** Where a thread stands while it waits. */
import type { Mutex } from './mutex.js';

export interface Place {
  /** What is waited for, in the words of an error message. */
  readonly what: string;
  /** What a thread woken from here must hold before it runs again; the scheduler sees to it. */
  readonly mutex: Mutex | null;
  /** False where a wait cannot be broken off: a cancelled thread goes on to its next wait. */
  readonly isCancellable: boolean;
  /**
   * Takes a thread out.
   * @returns false when it does not stand here any more: it has been woken
   */
  remove(id: number): boolean;
}
