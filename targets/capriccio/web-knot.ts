/**
 * Knot: a web server of static files in straight lines. A thread accepts, and every connection has a thread, which reads a
 * request, sends the page, and does it again.
 */
import { type Counters, newCounters } from '../../suites/web/server/counters.js';
import { type Request, RequestParser } from '../../suites/web/server/request-parser.js';
import { headOf, notFound, refusals, type RefusalStatus } from '../../suites/web/server/responses.js';
import type { ServedFile, ServedFiles } from '../../suites/web/server/served-files.js';
import {
  CancelledError,
  type Connection,
  DeadlineError,
  FileEndedError,
  type Listener,
  type Scheduler,
  type Thread,
  type ThreadBody,
} from './index.js';
import type { Pages } from './web-pages.js';

/** How patient the server is, in milliseconds. */
export interface Patience {
  /** For the end of a request's head, from its first byte on. */
  readonly headMs: number;
  /** For the next request, and for a client that takes no more of an answer. */
  readonly idleMs: number;
}

/** How long a client may take to close after a last answer. */
const lingerMs = 1000;
/** Bytes sent at once: a client that does not take so many in `idleMs` is given up. */
const pieceBytes = 256 * 1024;
/** Pipelined requests answered before the other threads have their turn. */
const answersInARow = 16;

export class Knot {
  readonly counters: Counters = newCounters();
  readonly #threads: Scheduler;
  readonly #files: ServedFiles;
  readonly #pages: Pages;
  readonly #patience: Patience;
  readonly #conversations = new Set<Thread>();

  constructor(threads: Scheduler, files: ServedFiles, pages: Pages, patience: Patience) {
    this.#threads = threads;
    this.#files = files;
    this.#pages = pages;
    this.#patience = patience;
  }

  /** The body of the thread that accepts; ends when the listener is closed. */
  *accept(listener: Listener): ThreadBody {
    for (;;) {
      const connection = yield* listener.accept();
      if (connection === undefined) return;
      this.counters.connections++;
      const thread = this.#threads.create(
        this.#converse(connection, () => this.#conversations.delete(thread)),
      );
      this.#conversations.add(thread);
      thread.start();
    }
  }

  /** Cuts off every connection. */
  hangUp(): void {
    for (const thread of this.#conversations) thread.cancel();
  }

  /** The body of the thread of a connection. What can wait at every request stands here, not in a sub-routine. */
  *#converse(connection: Connection, over: () => void): ThreadBody {
    const threads = this.#threads;
    const { headMs, idleMs } = this.#patience;
    const parser = new RequestParser();
    let headUntil = Infinity;
    let answers = 0;
    try {
      for (;;) {
        let request = parser.next();
        while (request === undefined) {
          if (!parser.isInsideHead) headUntil = Infinity;
          else if (headUntil === Infinity) headUntil = threads.in(headMs);
          yield connection.input(headUntil === Infinity ? threads.in(idleMs) : headUntil);
          const bytes = connection.take();
          if (bytes === undefined) return yield* connection.close(threads.in(idleMs));
          parser.push(bytes);
          request = parser.next();
          answers = 0;
        }
        headUntil = Infinity;
        if (request.type === 'refusal') return yield* this.#refuse(connection, request.status);
        const bytes = this.#ready(request);
        if (bytes === undefined) yield* this.#sendSlowly(connection, request);
        else if (!connection.trySend(bytes)) yield* connection.drained(threads.in(idleMs));
        if (!request.keepAlive) return yield* connection.close(threads.in(lingerMs));
        if (++answers % answersInARow === 0) yield threads.giveWay();
      }
    } catch (error) {
      if (!isLoss(error)) throw error;
      if (error instanceof DeadlineError && headUntil < Infinity) yield* this.#refuse(connection, 408);
    } finally {
      connection.destroy();
      over();
    }
  }

  /** The whole answer, where it can be sent at once. */
  #ready(request: Request): Uint8Array | undefined {
    const file = this.#files.at(request.path);
    if (file === undefined) return notFound;
    if (!request.wantsBody) {
      this.#count(0);
      return Buffer.from(headOf(file.length), 'latin1');
    }
    const page = this.#pages.cached(file);
    if (page === undefined || page.bytes.length > pieceBytes) return undefined;
    this.#count(file.length);
    return page.bytes;
  }

  /** A page that is large, or not in memory. */
  *#sendSlowly(connection: Connection, request: Request): ThreadBody {
    const file = this.#files.at(request.path);
    if (file === undefined) return;
    if (this.#pages.isCacheable(file)) {
      const { bytes } = this.#pages.cached(file) ?? (yield* this.#pages.read(file));
      yield* this.#sendPieces(connection, bytes);
    } else {
      yield* this.#stream(connection, file);
    }
    this.#count(file.length);
  }

  *#sendPieces(connection: Connection, bytes: Buffer): ThreadBody {
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      const piece = bytes.length <= pieceBytes ? bytes : bytes.subarray(from, from + pieceBytes);
      yield* connection.send(piece, this.#threads.in(this.#patience.idleMs));
    }
  }

  /** A file that is larger than the cache. */
  *#stream(connection: Connection, file: ServedFile): ThreadBody {
    const { idleMs } = this.#patience;
    yield* connection.send(Buffer.from(headOf(file.length), 'latin1'), this.#threads.in(idleMs));
    for (let position = 0; position < file.length; position += pieceBytes) {
      const piece = Buffer.allocUnsafeSlow(Math.min(pieceBytes, file.length - position));
      yield* this.#pages.readPart(file, piece, position);
      yield* connection.send(piece, this.#threads.in(idleMs));
    }
  }

  *#refuse(connection: Connection, status: RefusalStatus): ThreadBody {
    try {
      connection.trySend(refusals[status]);
      yield* connection.close(this.#threads.in(lingerMs));
    } catch (error) {
      if (!isLoss(error)) throw error;
    }
  }

  #count(bodyBytes: number): void {
    this.counters.requests++;
    this.counters.bytes += bodyBytes;
  }
}

/** True for what ends a conversation and nothing else: the client, the disk, or time. */
function isLoss(error: unknown): boolean {
  if (error instanceof DeadlineError || error instanceof FileEndedError) return true;
  return error instanceof Error && !(error instanceof CancelledError) && 'syscall' in error;
}
