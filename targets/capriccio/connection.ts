/**
 * Sockets that block the calling thread only. Node's socket does the work through its public interface; its events wake
 * the thread.
 *
 * Reading: `yield connection.input(until)` waits, `connection.take()` takes what came. Writing: `if
 * (!connection.trySend(bytes)) yield* connection.drained(until)`. One thread at a time may read, and one may write. Both
 * end with what went wrong: an error of the socket, or DeadlineError.
 */
import type { Socket } from 'node:net';
import { DeadlineError, ThreadUsageError } from './errors.js';
import type { Scheduler } from './scheduler.js';
import { Signal } from './signal.js';
import type { Pause, ThreadBody } from './thread.js';

/** Bytes that may wait to be taken; then the client has to wait. */
const mostWaiting = 64 * 1024;

/** What a connection uses of a socket of Node's. */
export type Stream = Pick<
  Socket,
  | 'on'
  | 'off'
  | 'once'
  | 'write'
  | 'end'
  | 'destroy'
  | 'pause'
  | 'resume'
  | 'writableLength'
  | 'writableNeedDrain'
>;

export class Connection {
  readonly #stream: Stream;
  readonly #readable: Signal;
  /** Made when a thread first has to wait. */
  #writable: Signal | undefined;
  readonly #threads: Scheduler;
  /** What came and was not taken: usually one chunk, or none. */
  #first: Buffer | undefined;
  readonly #others: Buffer[] = [];
  #waiting = 0;
  #isPaused = false;
  #discards = false;
  /** The other side has sent its last byte. */
  #hasEnded = false;
  #isClosed = false;
  #failure: Error | undefined;

  /** @param stream a socket made with `allowHalfOpen` */
  constructor(threads: Scheduler, stream: Stream) {
    this.#threads = threads;
    this.#stream = stream;
    this.#readable = new Signal(threads, 'input from a connection');
    stream.on('data', (chunk: Buffer) => this.#arrived(chunk));
    stream.on('end', () => this.#ended());
    stream.on('error', (error: Error) => this.#failed(error));
    stream.on('close', () => this.#closed());
  }

  /** True when it can neither receive nor send any more. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** False while bytes that were sent wait for room in the kernel. */
  get isDrained(): boolean {
    return this.#stream.writableLength === 0;
  }

  /** `yield connection.input(until)`: waits until there is something to take. */
  input(until = Infinity): Pause {
    if (this.#first !== undefined || this.#hasEnded || this.#isClosed || this.#failure !== undefined)
      return false;
    return this.#readable.park(until);
  }

  /**
   * Takes what has come, after `input`; undefined when the other side has ended.
   * @throws DeadlineError; what went wrong with the socket
   */
  take(): Buffer | undefined {
    const chunk = this.#first;
    if (chunk === undefined) return this.#noInput();
    this.#first = this.#others.length === 0 ? undefined : this.#others.shift();
    this.#waiting -= chunk.length;
    if (this.#isPaused && this.#first === undefined) this.#resume();
    return chunk;
  }

  /** `const chunk = yield* connection.read(until)`: waits for the next bytes; undefined when the other side has ended. */
  *read(until = Infinity): ThreadBody<Buffer | undefined> {
    yield this.input(until);
    return this.take();
  }

  /** `const count = yield* connection.receive(into, until)`: waits for bytes and fills a buffer; 0 at the end. */
  *receive(into: Uint8Array, until = Infinity): ThreadBody<number> {
    yield this.input(until);
    const chunk = this.take();
    if (chunk === undefined) return 0;
    const count = chunk.copy(into);
    if (count < chunk.length) this.#giveBack(chunk.subarray(count));
    return count;
  }

  /**
   * Sends bytes; the memory must not change until they have gone. Never gives way.
   * @returns false when the kernel has no room for them and too many wait already: call `drained` before the next
   * @throws what went wrong with the socket
   */
  trySend(bytes: Uint8Array): boolean {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isClosed) throw new ThreadUsageError('sent on a closed connection');
    const stream = this.#stream;
    stream.write(bytes);
    return stream.writableLength === 0 || !stream.writableNeedDrain;
  }

  /** `yield* connection.drained(until)`: waits until what was sent has gone to the kernel. */
  *drained(until = Infinity): ThreadBody {
    const stream = this.#stream;
    const writable = (this.#writable ??= new Signal(this.#threads, 'room in a connection'));
    const wake = (): void => writable.notify();
    stream.on('drain', wake);
    try {
      while (stream.writableNeedDrain && stream.writableLength > 0) {
        if (this.#failure !== undefined) throw this.#failure;
        if (this.#isClosed) return;
        yield writable.park(until);
        if (writable.hasExpired) throw new DeadlineError(writable.what);
      }
    } finally {
      stream.off('drain', wake);
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** `yield* connection.send(bytes, until)`: sends, and waits where it must. */
  *send(bytes: Uint8Array, until = Infinity): ThreadBody {
    if (!this.trySend(bytes)) yield* this.drained(until);
  }

  /** Says that nothing more will be sent; what the other side sends can still be read. */
  endSending(): void {
    this.#stream.end();
  }

  /**
   * `yield* connection.close(until)`: sends what is still to be sent, says that it was the last, and waits for the other
   * side's end, reading without keeping: closed with bytes unread, TCP would take back the last answer as well.
   * At the deadline the connection is cut off.
   */
  *close(until = Infinity): ThreadBody {
    try {
      if (this.#hasEnded && this.#stream.writableLength === 0) return;
      this.endSending();
      this.#discards = true;
      if (this.#isPaused) this.#resume();
      while (!this.#isClosed && this.#failure === undefined) {
        yield this.#readable.park(until);
        if (this.#readable.hasExpired) return;
      }
    } finally {
      this.destroy();
    }
  }

  /** Cuts the connection off. */
  destroy(): void {
    this.#stream.destroy();
  }

  #arrived(chunk: Buffer): void {
    if (this.#discards) return;
    if (this.#first === undefined) this.#first = chunk;
    else this.#others.push(chunk);
    this.#waiting += chunk.length;
    if (this.#waiting >= mostWaiting && !this.#isPaused) {
      this.#isPaused = true;
      this.#stream.pause();
    }
    this.#readable.notify();
  }

  #resume(): void {
    this.#isPaused = false;
    this.#stream.resume();
  }

  #giveBack(chunk: Buffer): void {
    if (this.#first !== undefined) this.#others.unshift(this.#first);
    this.#first = chunk;
    this.#waiting += chunk.length;
  }

  #noInput(): undefined {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#hasEnded || this.#isClosed) return undefined;
    if (this.#readable.hasExpired) throw new DeadlineError(this.#readable.what);
    throw new ThreadUsageError('took from a connection without waiting for input');
  }

  #ended(): void {
    this.#hasEnded = true;
    if (!this.#discards) this.#readable.notify();
  }

  #failed(error: Error): void {
    this.#failure ??= error;
    this.#wakeBoth();
  }

  #closed(): void {
    this.#isClosed = true;
    this.#wakeBoth();
  }

  #wakeBoth(): void {
    this.#readable.notify();
    this.#writable?.notify();
  }
}
