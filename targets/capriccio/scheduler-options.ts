/** The policies of a scheduler, and their numbers. */
import type { Clock } from './clock.js';
import type { RunQueue } from './run-queue.js';

/**
 * Dispatches between two looks at the timers and the event loop: about 4 ms of hand-overs. (Capriccio's released source
 * has 10,000; here that costs 3 to 5 % of the throughput.)
 */
export const defaultTurnEvery = 65_536;

/**
 * The same while a thread waits for the outside world: sockets and files are looked at after so many dispatches, if not
 * before because nothing can run. README.md says what other numbers cost.
 */
export const defaultPollEvery = 1024;

export interface SchedulerOptions {
  /** The policy; round robin if not given. */
  runQueue?: RunQueue;
  /** Dispatches between two looks at the timers and the event loop. */
  turnEvery?: number;
  /** The same while a thread waits for the outside world. */
  pollEvery?: number;
  /**
   * One wake-up in so many goes to the thread that has waited longest, the others to the latest, whose data is still in
   * the caches. 1, the default, is strictly first in, first out. Every waiting thread is woken in the end in both cases.
   */
  fairEvery?: number;
  clock?: Clock;
}
