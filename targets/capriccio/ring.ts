/** A growable ring of thread numbers: first in, first out, no allocation once it has reached its size. */

const smallest = 8;

/**
 * Numbers in a typed array rather than references in a plain one: a store needs no write barrier of the garbage
 * collector, and sixteen waiting threads share a cache line.
 */
export class Ring {
  /** How many numbers it holds. */
  length = 0;
  #slots = new Int32Array(smallest);
  #mask = smallest - 1;
  #head = 0;

  /** Adds at the tail. */
  push(id: number): void {
    if (this.length > this.#mask) this.#grow();
    this.#slots[(this.#head + this.length) & this.#mask] = id;
    this.length++;
  }

  /** Adds at the head, before all others. */
  unshift(id: number): void {
    if (this.length > this.#mask) this.#grow();
    this.#head = (this.#head - 1) & this.#mask;
    this.#slots[this.#head] = id;
    this.length++;
  }

  /** Takes from the head; only when `length` is greater than 0. */
  shift(): number {
    const id = this.#slots[this.#head] ?? -1;
    this.#head = (this.#head + 1) & this.#mask;
    this.length--;
    return id;
  }

  /** Takes from the tail; only when `length` is greater than 0. */
  pop(): number {
    this.length--;
    return this.#slots[(this.#head + this.length) & this.#mask] ?? -1;
  }

  /**
   * Takes a number out of the middle, in time proportional to the length.
   * @returns false when it is not there
   */
  remove(id: number): boolean {
    const before = this.length;
    for (let left = before; left > 0; left--) {
      const first = this.shift();
      if (first !== id) this.push(first);
    }
    return this.length < before;
  }

  #grow(): void {
    const grown = new Int32Array(this.#slots.length * 2);
    for (let index = 0; index < this.length; index++) {
      grown[index] = this.#slots[(this.#head + index) & this.#mask] ?? -1;
    }
    this.#slots = grown;
    this.#mask = grown.length - 1;
    this.#head = 0;
  }
}
