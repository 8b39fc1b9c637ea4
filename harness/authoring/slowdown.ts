/**
 * A slowdown on purpose: so many percent of the time that the work takes are spent beside it in a loop. The loop ends by the
 * clock, and what it took beyond its due is taken off its next turn. What other programs took of the machine meanwhile is
 * not: they take it of the work as well. `facts` says what the share really was.
 */
import type { LaunchSpecification } from '../model/protocol.js';
import { injectedShareFact } from '../model/slowdown.js';

/** Where the time comes from, in milliseconds that only grow. */
export interface SlowdownClocks {
  /** By which the loop ends. */
  now(): number;
  /** Which runs while the work is done, the loop included: a wall clock, or the CPU time of the process. */
  work(): number;
}

const wallClock: SlowdownClocks = { now: () => performance.now(), work: () => performance.now() };

/** For servers, which may wait for clients: only the CPU time of the process is work. */
const processorTime: SlowdownClocks = {
  now: () => performance.now(),
  work: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

/** More than this, a look at the clock does not take: somebody else had the CPU. */
const mostCarriedMs = 0.1;

export class Slowdown {
  readonly #share: number;
  readonly #clocks: SlowdownClocks;
  #workedMs = 0;
  #delayedMs = 0;
  /** What the loop has taken beyond its due. */
  #carriedMs = 0;
  #from: number;

  /** The work begins now. @param share of its time to add to it: 0.05 for 5 % */
  constructor(share: number, clocks: SlowdownClocks = wallClock) {
    this.#share = share;
    this.#clocks = clocks;
    this.#from = clocks.work();
  }

  /** Loops for the share that is due for the work since the last call. Call it from the midst of the work, and often. */
  step(): void {
    this.after(this.#clocks.work() - this.#from);
    this.#from = this.#clocks.work();
  }

  /** The same where the work is timed already. @param workMs milliseconds that it took since the last call */
  after(workMs: number): void {
    this.#workedMs += workMs;
    const dueMs = this.#share * workMs - this.#carriedMs;
    let passedMs = 0;
    if (dueMs > 0) {
      const from = this.#clocks.now();
      do passedMs = this.#clocks.now() - from;
      while (passedMs < dueMs);
    }
    this.#delayedMs += passedMs;
    this.#carriedMs = Math.min(passedMs - dueMs, mostCarriedMs);
  }

  /** What the loop has really taken so far, for the result of the launch. */
  facts(): Record<string, string> {
    const share = this.#workedMs > 0 ? this.#delayedMs / this.#workedMs : 0;
    return { [injectedShareFact]: share.toFixed(5) };
  }
}

/** The slowdown that a launch is asked for, if it is; the work begins now. */
export function slowdownOf({ slowdown }: Pick<LaunchSpecification, 'slowdown'>): Slowdown | undefined {
  return slowdown === undefined ? undefined : new Slowdown(slowdown);
}

/** The same for a server, whose work is what its process does, not what it waits for. */
export function serverSlowdownOf({ slowdown }: Pick<LaunchSpecification, 'slowdown'>): Slowdown | undefined {
  return slowdown === undefined ? undefined : new Slowdown(slowdown, processorTime);
}
