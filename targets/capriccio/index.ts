/** User-level threads for JavaScript, after Capriccio. */
export { Channel } from './channel.js';
export type { Clock } from './clock.js';
export { Condition } from './condition.js';
export { CancelledError, ChannelClosedError, DeadlockError, ThreadUsageError } from './errors.js';
export { Mutex } from './mutex.js';
export { LastInFirstOut, RecentFirst, RoundRobin, type RunQueue } from './run-queue.js';
export { Scheduler, type SchedulerOptions } from './scheduler.js';
export { Semaphore } from './semaphore.js';
export type { Pause, Thread, ThreadBody } from './thread.js';
