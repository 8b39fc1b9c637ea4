/**
 * The scheduler: runs threads one at a time on the one processor that JavaScript has.
 *
 * Invariants
 * 1. A thread that has started and not ended is in exactly one of: the run queue, one wait queue, the sleepers, running.
 * 2. `places[id]` is the wait queue the thread last stood in; what that queue demands is given before the thread runs.
 * 3. A thread gives way only where it yields.
 * 4. While `run` is under way, threads are running (a round), or a turn of the event loop has been asked for, or the
 *    scheduler rests. It rests only when no thread can run, and whatever makes one runnable from outside ends the rest.
 */
import { interrupted, interruptedLater } from './cancellation.js';
import { type Clock, nodeClock } from './clock.js';
import { Deadlines } from './deadlines.js';
import { CancelledError, DeadlockError, ThreadUsageError } from './errors.js';
import type { Place } from './place.js';
import { Rest } from './rest.js';
import { RoundRobin, type RunQueue } from './run-queue.js';
import { defaultPollEvery, defaultTurnEvery, type SchedulerOptions } from './scheduler-options.js';
import { Signal } from './signal.js';
import { Sleepers } from './sleep.js';
import { type Pause, Thread, type ThreadBody } from './thread.js';
import { WaitQueue } from './wait-queue.js';

/** One function for every generator: calling it directly spares the look-up in the prototype of each body. */
const resume = Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())).next as (
  this: ThreadBody<unknown>,
) => IteratorResult<Pause, unknown>;

const nobody = -1;

/** What the caller of `run` waits for. */
interface Run {
  resolve(): void;
  reject(error: unknown): void;
}

export class Scheduler {
  /** Number of the running thread. */
  current = nobody;
  /** Times a thread was given the processor. */
  dispatches = 0;
  /** The clock's time when the round began: what deadlines are reckoned from, good to the length of a round. */
  now: number;
  readonly runQueue: RunQueue;
  /** For every thread where it last stood. */
  readonly places: Place[] = [];
  /** See `SchedulerOptions`. */
  readonly fairEvery: number;
  readonly #bodies: ThreadBody<unknown>[] = [];
  readonly #threads: (Thread | undefined)[] = [];
  readonly #freeIds: number[] = [];
  readonly #failures: { thread: Thread; error: unknown }[] = [];
  readonly #sleepers = new Sleepers();
  readonly #ready: WaitQueue;
  readonly #asleep: WaitQueue;
  readonly #deadlines = new Deadlines();
  readonly #turnEvery: number;
  readonly #pollEvery: number;
  readonly #clock: Clock;
  readonly #repose: Rest;
  #live = 0;
  /** Threads that wait for the outside world. */
  #outside = 0;
  #running: Run | undefined;

  constructor(options: SchedulerOptions = {}) {
    this.runQueue = options.runQueue ?? new RoundRobin();
    this.fairEvery = options.fairEvery ?? 1;
    this.#turnEvery = options.turnEvery ?? defaultTurnEvery;
    this.#pollEvery = options.pollEvery ?? defaultPollEvery;
    this.#clock = options.clock ?? nodeClock;
    this.#repose = new Rest(this.#clock, this.#round);
    this.now = this.#clock.now();
    this.#ready = new WaitQueue(this, 'its turn');
    this.#asleep = new WaitQueue(this, 'a timer');
  }

  /** Makes a thread that does not run before `start()`. */
  create<R>(body: ThreadBody<R>, name?: string): Thread<R> {
    const id = this.#freeIds.pop() ?? this.#threads.length;
    const thread = new Thread<R>(this, id, name);
    this.#threads[id] = thread;
    this.#bodies[id] = body;
    this.places[id] = this.#ready;
    this.#live++;
    return thread;
  }

  /** Makes a thread and lets it run. */
  spawn<R>(body: ThreadBody<R>, name?: string): Thread<R> {
    return this.create(body, name).start();
  }

  /** `yield scheduler.giveWay()`: lets the others run first. */
  giveWay(): Pause {
    this.places[this.current] = this.#ready;
    this.runQueue.push(this.current);
    return true;
  }

  /** `yield scheduler.sleep(ms)` */
  sleep(milliseconds: number): Pause {
    this.places[this.current] = this.#asleep;
    this.#sleepers.add(this.current, this.#clock.now() + milliseconds);
    return true;
  }

  /** The time so many milliseconds from now: `connection.input(threads.in(1000))`. */
  in(milliseconds: number): number {
    return this.now + milliseconds;
  }

  /**
   * Runs until every thread has ended.
   * @throws DeadlockError when threads wait that nothing can wake; whatever a thread threw that no other has joined by
   *   the time the scheduler next looks at its timers
   */
  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#running !== undefined) throw new ThreadUsageError('the scheduler is running already');
      this.#running = { resolve, reject };
      this.#round();
    });
  }

  /** A thread has been made runnable from outside a thread: ends the rest. For the package. */
  nudge(): void {
    this.#repose.end();
  }

  /** For signals: the running thread waits for the outside world, until a deadline. */
  waitsOutside(id: number, until: number): void {
    this.#outside++;
    this.#deadlines.set(id, until);
  }

  /** For signals: it waits no longer. */
  waitsNoLonger(id: number): void {
    this.#outside--;
    this.#deadlines.clear(id);
  }

  /** For signals: it waits no longer, and can run. */
  wakeFromOutside(id: number): void {
    this.waitsNoLonger(id);
    this.runQueue.push(id);
    this.nudge();
  }

  /** For `Thread.cancel`: throws inside a thread where it waits; where it cannot be cancelled, at its next wait. */
  interrupt(id: number, error: Error): void {
    if (id === this.current) throw error;
    const body = this.#bodies[id];
    if (body === undefined) return;
    const withdraw = () => this.#withdraw(id);
    this.#bodies[id] = withdraw() ? interrupted(body, error) : interruptedLater(body, error, withdraw);
    this.nudge();
  }

  /**
   * Takes a thread out of its wait and lets it run, where that takes nothing from anybody.
   * @returns false when it waits for a mutex, or has been woken and has yet to take what it was woken for
   */
  #withdraw(id: number): boolean {
    const place = this.places[id];
    if (place === this.#ready) return true;
    if (place === undefined || !place.isCancellable) return false;
    if (!place.remove(id) && !this.#sleepers.remove(id)) return place === this.#asleep;
    this.runQueue.push(id);
    return true;
  }

  /** Threads run, then those whose time has come are woken; then it is the event loop's turn, or the run is over. */
  readonly #round = (): void => {
    try {
      this.now = this.#clock.now();
      this.#dispatchUntilTurn();
      this.#wakeSleepers();
      this.#throwFailure();
      if (this.#live === 0) this.#stop()?.resolve();
      else if (this.runQueue.length > 0) this.#clock.turn(this.#round);
      else this.#rest();
    } catch (error) {
      this.#stop()?.reject(error);
    }
  };

  /** Looks every `pollEvery` dispatches whether a thread waits for the outside. */
  #dispatchUntilTurn(): void {
    for (let left = this.#turnEvery; left > 0 && this.runQueue.length > 0; left -= this.#pollEvery) {
      this.#dispatch(Math.min(left, this.#pollEvery));
      if (this.#outside > 0) return;
    }
  }

  /** Nothing can run: sleeps until a timer rings or something happens outside. */
  #rest(): void {
    const wakeAt = Math.min(this.#sleepers.nextWakeAt, this.#deadlines.nextAt);
    if (wakeAt === Infinity && this.#outside === 0) throw this.#deadlock();
    this.#repose.begin(wakeAt);
  }

  #stop(): Run | undefined {
    const running = this.#running;
    this.#running = undefined;
    this.#repose.dismiss();
    return running;
  }

  /** Gives the processor to one thread after another, at most so many times. */
  #dispatch(most: number): void {
    const { runQueue, places } = this;
    const bodies = this.#bodies;
    for (let left = most; left > 0 && runQueue.length > 0; left--) {
      const id = runQueue.next();
      const mutex = (places[id] as Place).mutex;
      if (mutex !== null && !mutex.grant(id)) continue;
      this.current = id;
      this.dispatches++;
      try {
        const step = resume.call(bodies[id] as ThreadBody<unknown>);
        if (step.done === true) this.#finish(id, { ok: true, value: step.value });
        else if (!step.value) this.#goStraightOn(id);
      } catch (error) {
        this.#finish(id, { ok: false, error });
      }
    }
    this.current = nobody;
  }

  /** The thread yielded an operation that had no need to wait. */
  #goStraightOn(id: number): void {
    const body = this.#bodies[id] as ThreadBody<unknown>;
    let step = resume.call(body);
    while (step.done !== true && !step.value) step = resume.call(body);
    if (step.done === true) this.#finish(id, { ok: true, value: step.value });
  }

  #finish(id: number, end: { ok: true; value: unknown } | { ok: false; error: unknown }): void {
    const thread = this.#threads[id];
    if (thread === undefined) throw new Error(`thread ${id} ended twice`);
    this.#threads[id] = undefined;
    this.#freeIds.push(id);
    this.#live--;
    if (!end.ok) this.#failures.push({ thread, error: end.error });
    thread.finish(end);
  }

  #wakeSleepers(): void {
    const { nextWakeAt } = this.#sleepers;
    const { nextAt } = this.#deadlines;
    if (nextWakeAt === Infinity && nextAt === Infinity) return;
    const now = this.#clock.now();
    for (let id = this.#sleepers.takeDue(now); id !== undefined; id = this.#sleepers.takeDue(now)) {
      this.runQueue.push(id);
    }
    for (let id = this.#deadlines.takeDue(now); id !== undefined; id = this.#deadlines.takeDue(now)) {
      const place = this.places[id];
      if (place instanceof Signal) place.expire();
    }
  }

  #throwFailure(): void {
    for (const { thread, error } of this.#failures.splice(0)) {
      if (!thread.isJoined && !(error instanceof CancelledError)) throw error;
    }
  }

  #deadlock(): DeadlockError {
    const waiting = this.#threads.flatMap((thread) =>
      thread === undefined
        ? []
        : [
            {
              thread: thread.name,
              for: thread.hasStarted ? (this.places[thread.id]?.what ?? '') : 'its start',
            },
          ],
    );
    return new DeadlockError(waiting);
  }
}
