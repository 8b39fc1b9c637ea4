/**
 * A slowdown on purpose: a share of the time that the work takes is spent beside it in a loop. The loop ends by the clock, and
 * what it took beyond its due, or short of it, is made up for in its next turn. `facts` says what the share really was.
 */
import type { LaunchSpecification } from '../model/protocol.js';
import { injectedShareFact } from '../model/slowdown.js';

/** Where the time comes from, in milliseconds that only grow. */
export interface SlowdownClocks {
  /** By which a turn of the loop ends. */
  now(): number;
  /** Which runs while the work is done, and in the loop: what the share is of. */
  work(): number;
}

/** The CPU time of the process: what it waits for is no work, nor what others take of the CPU meanwhile. */
const processorTime: SlowdownClocks = {
  now: () => performance.now(),
  work: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};

/** For work that consists of waiting, as for a disk. */
const wallClock: SlowdownClocks = { now: () => performance.now(), work: () => performance.now() };

export class Slowdown {
  readonly #share: number;
  readonly #clocks: SlowdownClocks;
  #workedMs = 0;
  #delayedMs = 0;
  /** What the loop has taken beyond its due. */
  #carriedMs = 0;
  #from: number;

  /** The work begins now. @param share of its time to add to it: 0.05 for 5 % */
  constructor(share: number, clocks: SlowdownClocks = processorTime) {
    this.#share = share;
    this.#clocks = clocks;
    this.#from = clocks.work();
  }

  /** What was done since the last turn is none of the work; that goes on now. */
  begin(): void {
    this.#from = this.#clocks.work();
  }

  /** A turn of the loop, for the work since the last one. Call it from the midst of the work, and often. */
  step(): void {
    const at = this.#clocks.work();
    const workMs = at - this.#from;
    const dueMs = this.#share * workMs - this.#carriedMs;
    this.#loop(dueMs);
    this.#from = this.#clocks.work();
    const tookMs = this.#from - at;
    this.#workedMs += workMs;
    this.#delayedMs += tookMs;
    this.#carriedMs = tookMs - dueMs;
  }

  /** What the loop has really taken so far, for the result of the launch. */
  facts(): Record<string, string> {
    const share = this.#workedMs > 0 ? this.#delayedMs / this.#workedMs : 0;
    return { [injectedShareFact]: share.toFixed(5) };
  }

  #loop(milliseconds: number): void {
    if (milliseconds <= 0) return;
    const end = this.#clocks.now() + milliseconds;
    while (this.#clocks.now() < end) continue;
  }
}

/** The slowdown that a launch is asked for, if it is; the work begins now. */
export function slowdownOf({ slowdown }: Pick<LaunchSpecification, 'slowdown'>): Slowdown | undefined {
  return slowdown === undefined ? undefined : new Slowdown(slowdown);
}

/** The same for work that consists of waiting: what is waited for, is work. */
export function waitingSlowdownOf({ slowdown }: Pick<LaunchSpecification, 'slowdown'>): Slowdown | undefined {
  return slowdown === undefined ? undefined : new Slowdown(slowdown, wallClock);
}
