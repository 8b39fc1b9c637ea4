/** User-level threads for JavaScript, after Capriccio. */
export { Channel } from './channel.js';
export type { Clock } from './clock.js';
export { Condition } from './condition.js';
export { Connection } from './connection.js';
export {
  CancelledError,
  ChannelClosedError,
  DeadlineError,
  DeadlockError,
  FileEndedError,
  ThreadUsageError,
} from './errors.js';
export { OpenFile, readFile, readPart } from './files.js';
export { Mutex } from './mutex.js';
export { connect, Listener, type ListenOptions } from './network.js';
export { LastInFirstOut, RecentFirst, RoundRobin, type RunQueue } from './run-queue.js';
export { Scheduler } from './scheduler.js';
export type { SchedulerOptions } from './scheduler-options.js';
export { Semaphore } from './semaphore.js';
export { Signal } from './signal.js';
export type { Pause, Thread, ThreadBody } from './thread.js';
