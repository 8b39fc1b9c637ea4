/**
 * A bounded buffer for async functions. There are no threads, so nothing needs a lock: between two `await`s nobody else
 * runs. A caller awaits only when it has to wait, and a promise is made only then.
 */
import { WaitList } from './wait-list.js';

export class AsyncBuffer {
  length = 0;
  readonly #slots: unknown[];
  readonly #producers = new WaitList();
  readonly #consumers = new WaitList();
  #head = 0;

  constructor(capacity: number) {
    this.#slots = Array.from({ length: capacity }, () => undefined);
  }

  get isEmpty(): boolean {
    return this.length === 0;
  }

  get isFull(): boolean {
    return this.length === this.#slots.length;
  }

  /** Only when not full: `while (buffer.isFull) await buffer.room();` */
  put(message: unknown): void {
    let tail = this.#head + this.length;
    if (tail >= this.#slots.length) tail -= this.#slots.length;
    this.#slots[tail] = message;
    this.length++;
    this.#consumers.wakeOne();
  }

  /** Only when not empty: `while (buffer.isEmpty) await buffer.message();` */
  take(): unknown {
    const message = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = this.#head + 1 === this.#slots.length ? 0 : this.#head + 1;
    this.length--;
    this.#producers.wakeOne();
    return message;
  }

  /** Fulfilled when there may be room. */
  room(): Promise<void> {
    return this.#producers.wait();
  }

  /** Fulfilled when there may be a message. */
  message(): Promise<void> {
    return this.#consumers.wait();
  }

  /** Wakes everybody. */
  wakeAll(): void {
    this.#producers.wakeAll();
    this.#consumers.wakeAll();
  }
}
