/** The bounded buffer of the producer-consumer suite: a ring of messages, without any synchronisation of its own. */

/** A message without content. */
export const emptyMessage: unique symbol = Symbol('empty message');

export class MessageRing {
  length = 0;
  readonly #slots: unknown[];
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

  /** Only when not full. */
  put(message: unknown): void {
    let tail = this.#head + this.length;
    if (tail >= this.#slots.length) tail -= this.#slots.length;
    this.#slots[tail] = message;
    this.length++;
  }

  /** Only when not empty. */
  take(): unknown {
    const message = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = this.#head + 1 === this.#slots.length ? 0 : this.#head + 1;
    this.length--;
    return message;
  }
}
