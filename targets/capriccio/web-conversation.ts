/** What Knot's thread of a connection does: read a request, send the page, and again, until one side has had enough. */
import { lingerMs } from '../../suites/web/server/refuse.js';
import { type Request, RequestParser } from '../../suites/web/server/request-parser.js';
import { headOf, notFound, refusals, type RefusalStatus } from '../../suites/web/server/responses.js';
import type { FileServerSetting } from '../../suites/web/server/serve-files.js';
import type { ServedFile } from '../../suites/web/server/served-files.js';
import {
  CancelledError,
  type Connection,
  DeadlineError,
  FileEndedError,
  type Scheduler,
  type ThreadBody,
} from './index.js';
import type { Pages } from './web-pages.js';

/** Bytes sent at once: a client that does not take so many in the idle time is given up. */
const pieceBytes = 256 * 1024;
/** Requests that had come together and are answered before the other threads have their turn. */
const answersInARow = 16;

/** The settings of a server that a conversation needs. */
type Setting = Pick<FileServerSetting, 'files' | 'patience' | 'counters'>;

export class Conversation {
  readonly #threads: Scheduler;
  readonly #setting: Setting;
  readonly #pages: Pages;
  readonly #connection: Connection;
  readonly #parser = new RequestParser();
  /** When the head that has begun is to have ended; `Infinity` between heads. */
  #headUntil = Infinity;

  constructor(threads: Scheduler, setting: Setting, pages: Pages, connection: Connection) {
    this.#threads = threads;
    this.#setting = setting;
    this.#pages = pages;
    this.#connection = connection;
  }

  /**
   * The body of the thread. What every request may wait for stands here and not in a sub-routine.
   * @param over called when the connection is closed
   */
  *body(over: () => void): ThreadBody {
    const connection = this.#connection;
    const parser = this.#parser;
    let answers = 0;
    try {
      for (;;) {
        let request = parser.next();
        while (request === undefined) {
          yield connection.input(this.#patienceForInput());
          const bytes = connection.take();
          if (bytes === undefined) return yield* this.#clientEnded();
          parser.push(bytes);
          request = parser.next();
          answers = 0;
        }
        this.#headUntil = Infinity;
        if (request.type === 'refusal') return yield* this.#refuse(request.status);
        const answer = this.#answerAtHand(request);
        if (answer === undefined) yield* this.#answerInPieces(request);
        else if (!connection.trySend(answer)) yield* connection.drained(this.#idleUntil());
        if (!request.keepAlive) return yield* this.#end();
        if (++answers % answersInARow === 0) yield this.#threads.giveWay();
      }
    } catch (error) {
      yield* this.#brokenOff(error);
    } finally {
      connection.destroy();
      over();
    }
  }

  #idleUntil(): number {
    return this.#threads.in(this.#setting.patience.idleMs);
  }

  #patienceForInput(): number {
    if (!this.#parser.isInsideHead) return this.#idleUntil();
    if (this.#headUntil === Infinity) this.#headUntil = this.#threads.in(this.#setting.patience.headMs);
    return this.#headUntil;
  }

  /** The whole answer, where it is in memory and not large. */
  #answerAtHand({ path, wantsBody }: Request): Uint8Array | undefined {
    const file = this.#setting.files.at(path);
    if (file === undefined) return notFound;
    if (!wantsBody) {
      this.#count(0);
      return Buffer.from(headOf(file.length), 'latin1');
    }
    const page = this.#pages.cached(file);
    if (page === undefined || page.bytes.length > pieceBytes) return undefined;
    this.#count(file.length);
    return page.bytes;
  }

  *#answerInPieces({ path }: Request): ThreadBody {
    const file = this.#setting.files.at(path);
    if (file === undefined) return;
    if (!this.#pages.isCacheable(file)) return yield* this.#answerFromDisk(file);
    const { bytes } = this.#pages.cached(file) ?? (yield* this.#pages.read(file));
    this.#count(file.length);
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      yield* this.#connection.send(bytes.subarray(from, from + pieceBytes), this.#idleUntil());
    }
  }

  /** A file that is larger than the cache. */
  *#answerFromDisk(file: ServedFile): ThreadBody {
    this.#count(file.length);
    yield* this.#connection.send(Buffer.from(headOf(file.length), 'latin1'), this.#idleUntil());
    for (let position = 0; position < file.length; position += pieceBytes) {
      const piece = Buffer.allocUnsafeSlow(Math.min(pieceBytes, file.length - position));
      yield* this.#pages.readPart(file, piece, position);
      yield* this.#connection.send(piece, this.#idleUntil());
    }
  }

  *#clientEnded(): ThreadBody {
    if (this.#parser.isInsideHead) yield* this.#refuse(400);
    else yield* this.#end();
  }

  *#refuse(status: RefusalStatus): ThreadBody {
    this.#connection.trySend(refusals[status]);
    yield* this.#end();
  }

  /** Lets a slow client take what it was sent, and waits no longer for one that then does not close. */
  *#end(): ThreadBody {
    if (!this.#connection.isDrained) yield* this.#connection.drained(this.#idleUntil());
    yield* this.#connection.close(this.#threads.in(lingerMs));
  }

  /** A client that is too slow with a head is told so; of other troubles there is nobody to tell. */
  *#brokenOff(error: unknown): ThreadBody {
    if (!endsOnlyAConversation(error)) throw error;
    if (!(error instanceof DeadlineError) || this.#headUntil === Infinity) return;
    this.#headUntil = Infinity;
    try {
      yield* this.#refuse(408);
    } catch (later) {
      if (!endsOnlyAConversation(later)) throw later;
    }
  }

  #count(bodyBytes: number): void {
    this.#setting.counters.requests++;
    this.#setting.counters.bytes += bodyBytes;
  }
}

/** True for what the client, the disk or time can do to a conversation. */
function endsOnlyAConversation(error: unknown): boolean {
  if (error instanceof CancelledError) return false;
  return error instanceof DeadlineError || error instanceof FileEndedError || hasSystemCode(error);
}

function hasSystemCode(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
