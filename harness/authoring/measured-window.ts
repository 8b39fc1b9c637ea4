/**
 * The measured window of a launch, seen from inside a target: warm-up, window, intervals, and the kernel's accounting
 * between its two ends. Nothing is printed or allocated while the window is open but one number pair an interval.
 */
import type { LaunchSpecification, ResultMessage, WindowUsage } from '../model/protocol.js';
import { ownUsage, usageBetween } from './own-usage.js';
import { type Slowdown, slowdownOf } from './slowdown.js';

/** The part of an answer that the window gives. */
export type WindowResult = Pick<ResultMessage, 'elapsedMs' | 'work'> & {
  intervals: { elapsedMs: number; work: number }[];
  usage: WindowUsage;
};

/** Where the time and the accounting come from; replaced in tests. */
export interface WindowSources {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  usage(): WindowUsage;
}

const kernelSources: WindowSources = {
  now: () => performance.now(),
  usage: ownUsage,
};

/** A window that is told, from time to time, how much work has been done in all. */
export class MeasuredWindow {
  /** True once the window has ended: time to stop. */
  over = false;
  readonly #timing: Pick<LaunchSpecification, 'warmupMs' | 'measureMs' | 'intervalMs'>;
  readonly #sources: WindowSources;
  readonly #warmFrom: number;
  readonly #intervals: { elapsedMs: number; work: number }[] = [];
  #start: { at: number; work: number; usage: WindowUsage } | undefined;
  #intervalEnd = 0;
  #workAtInterval = 0;
  #result: WindowResult | undefined;

  /** The warm-up begins now. */
  constructor(
    timing: Pick<LaunchSpecification, 'warmupMs' | 'measureMs' | 'intervalMs'>,
    sources: WindowSources = kernelSources,
  ) {
    this.#timing = timing;
    this.#sources = sources;
    this.#warmFrom = sources.now();
  }

  /**
   * Takes notice of the work done since the target began. Call it several times an interval.
   * @param work units of work done in all, warm-up included
   */
  observe(work: number): void {
    if (this.over) return;
    const now = this.#sources.now();
    if (this.#start === undefined) {
      if (now - this.#warmFrom < this.#timing.warmupMs) return;
      const usage = this.#sources.usage();
      this.#start = { at: this.#sources.now(), work, usage };
      this.#workAtInterval = work;
      this.#intervalEnd = this.#timing.intervalMs;
      return;
    }
    const elapsedMs = now - this.#start.at;
    const ended = elapsedMs >= this.#timing.measureMs;
    if (elapsedMs < this.#intervalEnd && !ended) return;
    this.#intervals.push({ elapsedMs, work: work - this.#workAtInterval });
    this.#workAtInterval = work;
    this.#intervalEnd = elapsedMs + this.#timing.intervalMs;
    if (ended) this.#finish(elapsedMs, work);
  }

  /** What the window saw; throws while it is still open. */
  result(): WindowResult {
    if (this.#result === undefined) throw new Error('the measured window has not ended');
    return this.#result;
  }

  #finish(elapsedMs: number, work: number): void {
    const start = this.#start;
    if (start === undefined) return;
    const end = this.#sources.usage();
    this.over = true;
    this.#result = {
      elapsedMs,
      work: work - start.work,
      intervals: this.#intervals,
      usage: usageBetween(start.usage, end),
    };
  }
}

/**
 * A count of work that looks at the clock by itself, for single-threaded targets: one addition and one comparison a unit,
 * and a clock reading about twenty times an interval (the stride between readings adapts to the rate). A slowdown that is
 * asked for lies in the looks, which come oftener then; without one the way of a unit is the same.
 */
export class WorkCounter {
  /** Units of work done in all. */
  count = 0;
  readonly window: MeasuredWindow;
  readonly #slowdown: Slowdown | undefined;
  readonly #strideMs: number;
  #stride = 1;
  #nextLook = 1;
  #lastLook: number;

  constructor(timing: Pick<LaunchSpecification, 'warmupMs' | 'measureMs' | 'intervalMs' | 'slowdown'>) {
    this.window = new MeasuredWindow(timing);
    this.#slowdown = slowdownOf(timing);
    this.#strideMs = this.#slowdown === undefined ? timing.intervalMs / 20 : slowedStrideMs;
    this.#lastLook = performance.now();
  }

  /** Counts one unit of work. Returns false once the window is over. */
  add(): boolean {
    if (++this.count === this.#nextLook) this.#look();
    return !this.window.over;
  }

  /** What the window saw, and what a slowdown has taken; throws while it is still open. */
  result(): WindowResult & Pick<ResultMessage, 'facts'> {
    const facts = this.#slowdown?.facts();
    return { ...this.window.result(), ...(facts !== undefined && { facts }) };
  }

  #look(): void {
    const now = performance.now();
    if (now - this.#lastLook < this.#strideMs) this.#stride *= 2;
    else if (now - this.#lastLook > 2 * this.#strideMs && this.#stride > 1) this.#stride /= 2;
    this.#lastLook = now;
    this.#nextLook = this.count + this.#stride;
    this.#slowdown?.step();
    this.window.observe(this.count);
  }
}

/** Milliseconds between two turns of the delay loop: turns of a few microseconds, all through the work. */
const slowedStrideMs = 0.1;
