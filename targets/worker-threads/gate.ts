/** The beginning and the end of what workers do, in shared memory. */

/** Where each word is. */
const at = { open: 0, stopping: 1, arrived: 2 } as const;

export class Gate {
  readonly memory: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(memory = new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#words = new Int32Array(memory);
  }

  /** Blocks a worker until the gate is open. */
  wait(): void {
    Atomics.add(this.#words, at.arrived, 1);
    Atomics.wait(this.#words, at.open, 0);
  }

  /** Workers that have come to the gate: all that they need is loaded. */
  get arrived(): number {
    return Atomics.load(this.#words, at.arrived);
  }

  open(): void {
    Atomics.store(this.#words, at.open, 1);
    Atomics.notify(this.#words, at.open);
  }

  get isStopping(): boolean {
    return Atomics.load(this.#words, at.stopping) === 1;
  }

  stop(): void {
    Atomics.store(this.#words, at.stopping, 1);
  }
}
