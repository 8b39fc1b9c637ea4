/** A stage: an explicit queue of events, and a handler that is given them in batches. */
import { BatchingController } from './batching-controller.js';

export interface StageSetting<E> {
  /** Handles events; what it gives to other stages is handled later, in their turn. */
  readonly handle: (batch: E[]) => void;
  /** Admission control: events that may be queued; those beyond are refused. */
  readonly capacity?: number;
  /** How many events may be handled now, where that is limited by something else than the batch. */
  readonly room?: () => number;
}

export class Stage<E> {
  readonly #handle: (batch: E[]) => void;
  readonly #capacity: number;
  readonly #room: () => number;
  readonly #batching = new BatchingController();
  #queue: E[] = [];

  constructor({ handle, capacity = Infinity, room = () => Infinity }: StageSetting<E>) {
    this.#handle = handle;
    this.#capacity = capacity;
    this.#room = room;
  }

  /** Events in the queue. */
  get length(): number {
    return this.#queue.length;
  }

  /** True when a batch could be handled now. */
  get isRunnable(): boolean {
    return this.#queue.length > 0 && this.#room() > 0;
  }

  /** Queues an event, unless the queue is full: then the caller is to hold it back. */
  offer(event: E): boolean {
    if (this.#queue.length >= this.#capacity) return false;
    this.#queue.push(event);
    return true;
  }

  /** Handles one batch. */
  run(): void {
    const size = Math.min(this.#batching.size, this.#room());
    if (size <= 0 || this.#queue.length === 0) return;
    const batch = this.#take(size);
    const from = performance.now();
    this.#handle(batch);
    this.#batching.observe(batch.length, performance.now() - from);
  }

  #take(size: number): E[] {
    if (size < this.#queue.length) return this.#queue.splice(0, size);
    const all = this.#queue;
    this.#queue = [];
    return all;
  }
}
