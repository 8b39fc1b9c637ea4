/** Async functions that wait, first in, first out, in a ring that grows. */

type Resolve = () => void;

export class WaitList {
  length = 0;
  #waiting: (Resolve | undefined)[] = Array.from({ length: 16 }, () => undefined);
  #head = 0;
  readonly #enqueue = (resolve: Resolve): void => {
    if (this.length === this.#waiting.length) this.#grow();
    this.#waiting[(this.#head + this.length) & (this.#waiting.length - 1)] = resolve;
    this.length++;
  };

  /** Fulfilled by a wake-up. */
  wait(): Promise<void> {
    return new Promise(this.#enqueue);
  }

  /** Wakes the one that has waited longest, if any. */
  wakeOne(): void {
    if (this.length === 0) return;
    const resolve = this.#waiting[this.#head];
    this.#waiting[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#waiting.length - 1);
    this.length--;
    resolve?.();
  }

  wakeAll(): void {
    while (this.length > 0) this.wakeOne();
  }

  #grow(): void {
    const older = this.#waiting.slice(this.#head);
    const newer = this.#waiting.slice(0, this.#head);
    const room: undefined[] = Array.from({ length: this.#waiting.length }, () => undefined);
    this.#waiting = [...older, ...newer, ...room];
    this.#head = 0;
  }
}
