/**
 * A client's connection: its socket, its parser, and at most one request on its way through the stages, so that answers
 * go out in the order of their requests. While there is one, nothing more is read from the client than has come already.
 */
import type { Socket } from 'node:net';
import { endConversation, refuse } from '../../../suites/web/server/refuse.js';
import { type Refusal, type Request, RequestParser } from '../../../suites/web/server/request-parser.js';
import type { RefusalStatus } from '../../../suites/web/server/responses.js';

/** What a connection tells its server. */
export interface ConnectionListener {
  /** Something is to be parsed: bytes that have come, or null for a look at what was left over. */
  onInput(connection: Connection, bytes: Buffer | null): void;
  /** The client was too slow with its head. */
  onSlowHead(connection: Connection): void;
}

export class Connection {
  /** A request is on its way through the stages, or its answer on its way to the client. */
  isBusy = false;
  /** The last answer has been sent, or the connection has broken. */
  isOver = false;
  readonly #socket: Socket;
  readonly #listener: ConnectionListener;
  readonly #headMs: number;
  readonly #parser = new RequestParser();
  #clientHasEnded = false;
  #keepAlive = true;
  #headTimer: NodeJS.Timeout | undefined;
  #drained: (() => void) | undefined;
  #isHeld = false;

  constructor(
    socket: Socket,
    listener: ConnectionListener,
    { headMs, idleMs }: { headMs: number; idleMs: number },
  ) {
    this.#socket = socket;
    this.#listener = listener;
    this.#headMs = headMs;
    socket.setTimeout(idleMs);
    socket.on('timeout', () => socket.destroy());
    socket.on('data', (bytes: Buffer) => {
      if (!this.isOver) listener.onInput(this, bytes);
    });
    socket.on('end', () => {
      this.#clientHasEnded = true;
      if (!this.isOver) listener.onInput(this, null);
    });
    socket.on('drain', () => this.#drained?.());
    // What is wrong shows in `close`, which follows.
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#leave();
      this.#drained?.();
    });
  }

  /** Takes bytes that have come. */
  push(bytes: Buffer): void {
    this.#parser.push(bytes);
  }

  /** The next request or refusal, which makes the connection busy; undefined when it has to wait for the client. */
  take(): Request | Refusal | undefined {
    const next = this.#parser.next();
    if (next === undefined) {
      this.#awaitHead();
      return undefined;
    }
    this.#stopHeadTimer();
    this.isBusy = true;
    if (next.type === 'request') this.#keepAlive = next.keepAlive;
    return next;
  }

  /** Reads no more for now. */
  hold(): void {
    this.#isHeld = true;
    this.#socket.pause();
  }

  /** Reads on. */
  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#socket.resume();
  }

  /** Sends bytes; calls back when there is room for more, at once where the kernel has taken them. */
  send(bytes: Buffer, sent: () => void): void {
    // Node asks to wait after every large write, also when the kernel has taken all of it already.
    if (this.#socket.write(bytes) || this.#socket.writableLength === 0) return sent();
    this.#drained = () => {
      this.#drained = undefined;
      sent();
    };
  }

  /** Settles when there is room for more, or will never be. */
  sendAndWait(bytes: Buffer): Promise<void> {
    return new Promise((resolve) => this.send(bytes, resolve));
  }

  /** The answer to the request has been sent. */
  answered(): void {
    if (this.isOver) return;
    this.isBusy = false;
    if (!this.#keepAlive) return this.#end();
    if (this.#parser.isInsideHead || this.#clientHasEnded) this.#listener.onInput(this, null);
    else this.release();
  }

  refuse(status: RefusalStatus): void {
    this.#leave();
    refuse(this.#socket, status);
  }

  /** Breaks the connection: its answer cannot be given. */
  abort(): void {
    this.#socket.destroy();
  }

  #awaitHead(): void {
    if (this.#clientHasEnded) {
      if (this.#parser.isInsideHead) this.refuse(400);
      else this.#end();
    } else if (this.#parser.isInsideHead) {
      this.#headTimer ??= setTimeout(() => this.#listener.onSlowHead(this), this.#headMs);
    }
  }

  #end(): void {
    this.#leave();
    endConversation(this.#socket);
  }

  #leave(): void {
    this.isOver = true;
    this.#stopHeadTimer();
  }

  #stopHeadTimer(): void {
    clearTimeout(this.#headTimer);
    this.#headTimer = undefined;
  }
}
