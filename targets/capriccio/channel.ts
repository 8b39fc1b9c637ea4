/** Bounded channels: values from thread to thread, in order. */
import { ChannelClosedError } from './errors.js';
import type { Scheduler } from './scheduler.js';
import type { ThreadBody } from './thread.js';
import { WaitQueue } from './wait-queue.js';

/** A channel that holds up to `capacity` values; at least one. */
export class Channel<T> {
  readonly #values: (T | undefined)[];
  readonly #senders: WaitQueue;
  readonly #receivers: WaitQueue;
  #head = 0;
  #length = 0;
  #closed = false;

  constructor(scheduler: Scheduler, capacity: number, name = 'a channel') {
    this.#values = Array.from({ length: Math.max(1, capacity) }, () => undefined);
    this.#senders = new WaitQueue(scheduler, `room in ${name}`);
    this.#receivers = new WaitQueue(scheduler, `a value in ${name}`);
  }

  /** How many values are in it. */
  get length(): number {
    return this.#length;
  }

  /**
   * Puts a value in when there is room; never gives way.
   * @throws ChannelClosedError
   */
  trySend(value: T): boolean {
    if (this.#closed) throw new ChannelClosedError();
    if (this.#length === this.#values.length) return false;
    this.#values[(this.#head + this.#length) % this.#values.length] = value;
    this.#length++;
    this.#receivers.wakeOne();
    return true;
  }

  /** `yield* channel.send(value)`: waits for room. Throws ChannelClosedError. */
  *send(value: T): ThreadBody {
    while (!this.trySend(value)) yield this.#senders.park();
  }

  /** Takes the oldest value, in an array of one, or nothing when it is empty; never gives way. */
  tryReceive(): [T] | [] {
    if (this.#length === 0) return [];
    const value = this.#values[this.#head] as T;
    this.#values[this.#head] = undefined;
    this.#head = (this.#head + 1) % this.#values.length;
    this.#length--;
    this.#senders.wakeOne();
    return [value];
  }

  /** `const value = yield* channel.receive()`: waits for a value. Throws ChannelClosedError once closed and empty. */
  *receive(): ThreadBody<T> {
    for (;;) {
      const taken = this.tryReceive();
      if (taken.length === 1) return taken[0];
      if (this.#closed) throw new ChannelClosedError();
      yield this.#receivers.park();
    }
  }

  /** No more values: those that wait are woken and find it closed. What is in it can still be received. */
  close(): void {
    this.#closed = true;
    this.#senders.wakeAll();
    this.#receivers.wakeAll();
  }
}
