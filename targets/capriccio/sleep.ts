/** The sleepers: a binary heap by wake-up time. (Capriccio's was a linked list: its one operation that was not O(1).) */

interface Sleeper {
  readonly wakeAt: number;
  /** Breaks ties: who fell asleep first wakes first. */
  readonly order: number;
  readonly id: number;
}

/** Threads by the time they are to wake, in milliseconds of the scheduler's clock. */
export class Sleepers {
  readonly #heap: Sleeper[] = [];
  #order = 0;

  get length(): number {
    return this.#heap.length;
  }

  /** When the next one wakes; `Infinity` when nobody sleeps. */
  get nextWakeAt(): number {
    return this.#heap[0]?.wakeAt ?? Infinity;
  }

  add(id: number, wakeAt: number): void {
    this.#siftUp(this.#heap.push({ wakeAt, order: this.#order++, id }) - 1);
  }

  /** Takes out the one that wakes first; undefined when that is later than `now`. */
  takeDue(now: number): number | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.wakeAt > now) return undefined;
    this.#takeAt(0);
    return first.id;
  }

  /**
   * Takes a thread out, in time proportional to the number of sleepers.
   * @returns false when it does not sleep
   */
  remove(id: number): boolean {
    const index = this.#heap.findIndex((sleeper) => sleeper.id === id);
    if (index < 0) return false;
    this.#takeAt(index);
    return true;
  }

  #takeAt(index: number): void {
    const last = this.#heap.pop();
    if (last === undefined || index === this.#heap.length) return;
    this.#heap[index] = last;
    this.#siftDown(index);
    this.#siftUp(index);
  }

  #siftUp(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#isBefore(index, parent)) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #siftDown(from: number): void {
    for (let index = from; ;) {
      let first = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < this.#heap.length && this.#isBefore(child, first)) first = child;
      }
      if (first === index) return;
      this.#swap(index, first);
      index = first;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const one = this.#heap[a];
    const other = this.#heap[b];
    if (one === undefined || other === undefined) return false;
    return one.wakeAt < other.wakeAt || (one.wakeAt === other.wakeAt && one.order < other.order);
  }

  #swap(a: number, b: number): void {
    const one = this.#heap[a];
    const other = this.#heap[b];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }
}
