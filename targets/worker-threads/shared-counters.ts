/** Counters of several threads in shared memory: each writes its own, one thread reads all. */
import { type Counters, newCounters } from '../../suites/web/server/counters.js';

const requests = 0;
const bytes = 1;
const connections = 2;
/** Numbers from one thread's counters to the next one's: 128 bytes, so that no two threads write to one cache line. */
const stride = 16;

export class SharedCounters implements Counters {
  readonly #numbers: Float64Array;

  /** Memory for the counters of so many threads. */
  static memoryFor(threads: number): SharedArrayBuffer {
    return new SharedArrayBuffer(threads * stride * Float64Array.BYTES_PER_ELEMENT);
  }

  constructor(memory: SharedArrayBuffer, thread: number) {
    this.#numbers = new Float64Array(memory, thread * stride * Float64Array.BYTES_PER_ELEMENT, stride);
  }

  get requests(): number {
    return this.#numbers[requests] ?? 0;
  }

  set requests(count: number) {
    this.#numbers[requests] = count;
  }

  get bytes(): number {
    return this.#numbers[bytes] ?? 0;
  }

  set bytes(count: number) {
    this.#numbers[bytes] = count;
  }

  get connections(): number {
    return this.#numbers[connections] ?? 0;
  }

  set connections(count: number) {
    this.#numbers[connections] = count;
  }
}

/** The counters of all threads together. */
export function sumOf(memory: SharedArrayBuffer, threads: number): Counters {
  const sum = newCounters();
  for (let thread = 0; thread < threads; thread++) {
    const counters = new SharedCounters(memory, thread);
    sum.requests += counters.requests;
    sum.bytes += counters.bytes;
    sum.connections += counters.connections;
  }
  return sum;
}
