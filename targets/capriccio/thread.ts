/** Threads: a generator each, and the handle by which others know it. */
import { CancelledError } from './errors.js';
import type { Scheduler } from './scheduler.js';
import { WaitQueue } from './wait-queue.js';

/**
 * What a thread yields, and what every operation that can wait gives back: true when the thread has been put into a
 * queue and must stop, false when it may go straight on. Always `yield` it: `yield mutex.lock()`.
 */
export type Pause = boolean;

/** The body of a thread: a running generator. Sub-routines that can wait are called with `yield*`. */
export type ThreadBody<R = void> = Generator<Pause, R, void>;

/** How a thread ended. */
type End<R> = { ok: true; value: R } | { ok: false; error: unknown };

/** The handle of a thread. The scheduler's inner loop knows only its number and never touches the handle. */
export class Thread<R = unknown> {
  /** The number by which the queues know it; given to another thread once it has ended. */
  readonly id: number;
  readonly #scheduler: Scheduler;
  readonly #name: string | undefined;
  #started = false;
  #cancelled = false;
  #end: End<R> | undefined;
  #joiners: WaitQueue | undefined;
  /** True once another thread has asked how it ended. */
  isJoined = false;

  /** Made by `Scheduler.create`. */
  constructor(scheduler: Scheduler, id: number, name?: string) {
    this.#scheduler = scheduler;
    this.id = id;
    this.#name = name;
  }

  get name(): string {
    return this.#name ?? `thread ${this.id}`;
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  get hasStarted(): boolean {
    return this.#started;
  }

  /** Lets a created thread run for the first time. */
  start(): this {
    if (this.#started) return this;
    this.#started = true;
    this.#scheduler.runQueue.push(this.id);
    this.#scheduler.nudge();
    return this;
  }

  /** `const value = yield* thread.join()`: waits for its end; throws what it threw. */
  *join(): ThreadBody<R> {
    this.isJoined = true;
    if (this.#end === undefined) {
      this.#joiners ??= new WaitQueue(this.#scheduler, `the end of ${this.name}`);
      yield this.#joiners.park();
    }
    const end = this.#end;
    if (end === undefined) throw new Error('a thread was woken from join before the end');
    if (!end.ok) throw end.error;
    return end.value;
  }

  /**
   * Throws CancelledError inside the thread: where it waits, or else at its next wait. As with POSIX threads, waiting for
   * a mutex is not such a wait, and a thread that has been woken first takes what it was woken for: no permit, no signal
   * and no message is lost. A thread that waits under a condition holds the mutex again when it happens, so that its
   * `finally` can release it. A thread is cancelled once: what it does in `finally` is not broken off again.
   */
  cancel(): void {
    if (this.#end !== undefined || this.#cancelled) return;
    this.#cancelled = true;
    this.#scheduler.interrupt(this.id, new CancelledError(this.name));
    this.start();
  }

  /** For the scheduler: the thread came to this end. */
  finish(end: End<R>): void {
    this.#end = end;
    this.#joiners?.wakeAll();
  }
}
