/**
 * Request heads out of the bytes of a connection, for servers that read sockets themselves. Push what has come, then take
 * requests until there is none: what is left over is kept as the begin of the next head. No input or output, no clock.
 */
import { type FieldSummary, summaryOfFields } from './header-fields.js';
import { remember, rememberedRequest } from './remembered-heads.js';
import type { RefusalStatus } from './responses.js';

/** Most bytes of a head, from its first byte to the empty line that ends it. */
export const maxHeadBytes = 16 * 1024;

/** A request that is well formed. Whether there is such a file is not the parser's question. */
export interface Request {
  readonly type: 'request';
  /** As it was written, with percent signs and all. */
  readonly path: string;
  /** False for HEAD. */
  readonly wantsBody: boolean;
  /** False when the connection is to be closed after the answer. */
  readonly keepAlive: boolean;
}

/** The end of a conversation: nothing more is read from a client that has sent this. */
export interface Refusal {
  readonly type: 'refusal';
  readonly status: RefusalStatus;
}

/** Method, path, and the minor version. */
const requestLine = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([\x21-\x7e\x80-\xff]+) HTTP\/1\.([01])$/;

export class RequestParser {
  #text = '';
  /** Where the next head begins in the text. */
  #begin = 0;
  #refused = false;

  push(bytes: Buffer): void {
    if (this.#refused) return;
    const text = bytes.toString('latin1');
    this.#text = this.#begin === this.#text.length ? text : this.#text.slice(this.#begin) + text;
    this.#begin = 0;
  }

  /** True when a head has begun and its end has not come, once `next` has nothing more to give. */
  get isInsideHead(): boolean {
    return this.#begin < this.#text.length;
  }

  /** The next request, or why it is refused; undefined when its head is not complete, and after a refusal. */
  next(): Request | Refusal | undefined {
    const text = this.#text;
    if (this.#begin === text.length) return undefined;
    const known = this.#begin === 0 ? rememberedRequest(text) : undefined;
    if (known !== undefined) {
      this.#begin = text.length;
      return known;
    }
    this.#skipEmptyLines();
    const begin = this.#begin;
    if (begin === text.length) return undefined;
    const end = text.indexOf('\r\n\r\n', begin);
    if (end === -1) return this.#unfinished();
    if (end + 4 - begin > maxHeadBytes) return this.#refuse(431);
    this.#begin = end + 4;
    const lineEnd = text.indexOf('\r\n', begin);
    const read = this.#read(text.slice(begin, lineEnd), summaryOfFields(text.slice(lineEnd + 2, end + 2)));
    if (read.type === 'request' && begin === 0 && end + 4 === text.length) remember(text, read);
    return read;
  }

  #read(line: string, fields: FieldSummary): Request | Refusal {
    const match = requestLine.exec(line);
    if (match === null || fields.isMalformed) return this.#refuse(400);
    const [, method, path = '', minorVersion] = match;
    if (method !== 'GET' && method !== 'HEAD') return this.#refuse(405);
    const isNew = minorVersion === '1';
    if (fields.announcesBody || (isNew && fields.hosts !== 1)) return this.#refuse(400);
    return { type: 'request', path, wantsBody: method === 'GET', keepAlive: isNew && !fields.asksToClose };
  }

  /** Robust servers ignore empty lines before a request line (RFC 9112, 2.2). */
  #skipEmptyLines(): void {
    while (this.#text.startsWith('\r\n', this.#begin)) this.#begin += 2;
  }

  /** A head that is not complete is refused as soon as it cannot become a good one. */
  #unfinished(): Refusal | undefined {
    const head = this.#text.slice(this.#begin);
    if (head.length > maxHeadBytes) return this.#refuse(431);
    const lineEnd = head.indexOf('\n');
    if (lineEnd === -1) return undefined;
    if (head[lineEnd - 1] !== '\r' || !requestLine.test(head.slice(0, lineEnd - 1))) return this.#refuse(400);
    return undefined;
  }

  #refuse(status: RefusalStatus): Refusal {
    this.#refused = true;
    this.#text = '';
    this.#begin = 0;
    return { type: 'refusal', status };
  }
}
