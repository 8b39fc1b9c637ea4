/** A mutex and a condition variable of promises, as usually written: one promise for every lock and every wait. */

type Release = () => void;

/** Each caller waits for the promise of the one before it. */
export class PromiseMutex {
  #last: Promise<void> = Promise.resolve();

  /** `const release = await mutex.acquire();` */
  async acquire(): Promise<Release> {
    const before = this.#last;
    let release: Release = () => {};
    this.#last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  }
}

/** Waiters in an array, woken by their promises. */
export class PromiseCondition {
  readonly #waiting: (() => void)[] = [];

  /**
   * Releases the mutex, waits for a signal, and acquires the mutex again.
   * @returns the new release function
   */
  async wait(mutex: PromiseMutex, release: Release): Promise<Release> {
    const signalled = new Promise<void>((resolve) => this.#waiting.push(resolve));
    release();
    await signalled;
    return mutex.acquire();
  }

  signal(): void {
    this.#waiting.shift()?.();
  }

  broadcast(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
