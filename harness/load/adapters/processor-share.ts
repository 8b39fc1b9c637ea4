/** The share of a CPU that a running process uses, all its threads together, as the kernel's scheduler counts it. */
import { readdirSync, readFileSync } from 'node:fs';

/** Nanoseconds that a process has run; null when it has ended. */
function runningTime(pid: number): number | null {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'))
      .reduce((sum, text) => sum + Number(text.split(' ')[0]), 0);
  } catch {
    return null;
  }
}

/** Looks at a process now and again until it ends: the share is that between the first look and the last. */
export class ProcessorShare {
  readonly #pid: number;
  readonly #began = performance.now();
  readonly #before: number;
  readonly #timer: NodeJS.Timeout;
  #last = 0;
  #share = 0;

  constructor(pid: number, everyMs = 50) {
    this.#pid = pid;
    this.#before = runningTime(pid) ?? 0;
    this.#timer = setInterval(() => this.#look(), everyMs);
  }

  /** The share so far. Ends the looking. */
  finish(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#share;
  }

  #look(): void {
    const now = runningTime(this.#pid);
    const elapsed = performance.now() - this.#began;
    // Threads that have ended are no longer counted: what went before them stands.
    if (now === null || now < this.#last || elapsed === 0) return;
    this.#last = now;
    this.#share = (now - this.#before) / 1e6 / elapsed;
  }
}
