/**
 * Static files by Node's http module: each answer is written in the turn of the loop in which its request is read, from
 * the page cache where it can be. What Node would decide otherwise than the suite asks for is decided here.
 */
import {
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
  createServer,
} from 'node:http';
import type { AddressInfo, ListenOptions, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Address } from '../../harness/model/protocol.js';
import type { Counters } from '../../suites/web/server/counters.js';
import { PageCache } from '../../suites/web/server/page-cache.js';
import { PageReader } from '../../suites/web/server/page-reader.js';
import { refuse } from '../../suites/web/server/refuse.js';
import { maxHeadBytes } from '../../suites/web/server/request-parser.js';
import { type RefusalStatus, contentType } from '../../suites/web/server/responses.js';
import type { ServedFile, ServedFiles } from '../../suites/web/server/served-files.js';
import type { Patience } from '../../suites/web/server/server-options.js';
import type { FileServer, FileServerSetting } from '../../suites/web/server/serve-files.js';
import { statusOfBadRequest } from './bad-request.js';

/** What Node says of a connection that failed, or did not speak HTTP. */
type ClientError = Error & { code?: string; rawPacket?: Buffer };

/** A socket that knows the last response that was begun on it. */
interface HttpSocket extends Socket {
  lastResponse?: ServerResponse;
}

export class HttpServer implements FileServer {
  readonly #files: ServedFiles;
  readonly #pages: PageReader;
  readonly #counters: Counters;
  readonly #server: Server;

  constructor({ files, cacheBytes, patience, mostConnections, counters }: FileServerSetting) {
    this.#files = files;
    this.#pages = new PageReader(new PageCache(files.all.length, cacheBytes));
    this.#counters = counters;
    const answer = (request: IncomingMessage, response: ServerResponse): void =>
      this.#answer(request, response);
    this.#server = createServer(optionsFor(patience), answer);
    this.#server.timeout = patience.idleMs;
    // Node closes those beyond, rather than leave them unaccepted.
    this.#server.maxConnections = mostConnections;
    // A client that has closed its side still gets what it asked for. Node has the switch, and does not document it.
    Object.assign(this.#server, { httpAllowHalfOpen: true });
    this.#server.on('connection', () => void counters.connections++);
    this.#server.on('clientError', (error: ClientError, socket: Socket) => this.#failed(error, socket));
    // Without these, Node would answer by itself.
    this.#server.on('checkContinue', answer).on('checkExpectation', answer);
    this.#server.on('connect', (_, socket: Socket) => refuse(socket, 405));
  }

  /** Listens at an address, or on a descriptor that listens already. */
  listen(where: ListenOptions | { fd: number }): Promise<Address> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(where, () => {
        const { address, port } = this.#server.address() as AddressInfo;
        resolve({ host: address, port });
      });
    });
  }

  /** The descriptor it listens on. Node has it, and does not document it. */
  get descriptor(): number {
    return (this.#server as unknown as { _handle: { fd: number } })._handle.fd;
  }

  /** Closes every connection, and the listening socket. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.closeConnections();
    await closed;
  }

  closeConnections(): void {
    this.#server.closeAllConnections();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    (request.socket as HttpSocket).lastResponse = response;
    const { method } = request;
    if (method !== 'GET' && method !== 'HEAD') return refuseInTurn(response, 405);
    if (request.httpVersionMajor !== 1 || announcesBody(request.rawHeaders))
      return refuseInTurn(response, 400);
    if (request.httpVersionMinor === 0) response.shouldKeepAlive = false;
    response.sendDate = false;
    // Leaves the field out of the head, whether the connection stays or not.
    response.removeHeader('Connection');
    const file = this.#files.at(request.url ?? '');
    if (file === undefined) {
      response.writeHead(404, notFoundFields).end();
      return;
    }
    const page = method === 'HEAD' ? nothing : this.#pages.cached(file)?.body;
    if (page === undefined) void this.#answerFromDisk(file, response);
    else this.#send(file, page, response);
  }

  #send(file: ServedFile, body: Buffer, response: ServerResponse): void {
    this.#count(body.length);
    response.writeHead(200, fieldsOf(file)).end(body);
  }

  async #answerFromDisk(file: ServedFile, response: ServerResponse): Promise<void> {
    try {
      if (this.#pages.isCacheable(file)) {
        this.#send(file, (await this.#pages.read(file)).body, response);
      } else {
        this.#count(file.length);
        response.writeHead(200, fieldsOf(file));
        await pipeline(Readable.from(this.#pages.pieces(file)), response);
      }
    } catch (thrown) {
      if (!response.destroyed) process.stderr.write(`${String(thrown)}\n`);
      response.destroy();
    }
  }

  #count(bodyBytes: number): void {
    this.#counters.requests++;
    this.#counters.bytes += bodyBytes;
  }

  /** What came was no request, or none came in time, or the connection broke. */
  #failed({ code, rawPacket }: ClientError, socket: HttpSocket): void {
    // Bytes after a request that asks to close: its answer ends the connection.
    if (code === 'HPE_CLOSED_CONNECTION') return;
    if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
      // Node's clock starts with the connection; a client that has not begun a request is idle, not slow.
      if (socket.bytesRead > 0) refuseAfter(socket.lastResponse, socket, 408);
    } else if (code?.startsWith('HPE_') === true) {
      refuseAfter(socket.lastResponse, socket, statusOfBadRequest(code, rawPacket));
    } else {
      socket.destroy();
    }
  }
}

function optionsFor({ headMs }: Patience): ServerOptions {
  return {
    maxHeaderSize: maxHeadBytes,
    headersTimeout: headMs,
    requestTimeout: 0,
    keepAliveTimeout: 0,
    connectionsCheckingInterval: Math.max(5, headMs / 10),
    noDelay: true,
  };
}

/** The body of an answer to HEAD. */
const nothing = Buffer.alloc(0);
const notFoundFields = ['Content-Length', '0'];

function fieldsOf({ length }: ServedFile): string[] {
  return ['Content-Type', contentType, 'Content-Length', String(length)];
}

/** True when the fields announce a body that has bytes, or may. Looked at by length first: nearly no field is either. */
function announcesBody(fields: readonly string[]): boolean {
  for (let index = 0; index < fields.length; index += 2) {
    const name = fields[index] ?? '';
    if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') return true;
    if (name.length === 14 && name.toLowerCase() === 'content-length' && Number(fields[index + 1]) !== 0)
      return true;
  }
  return false;
}

/** Refuses a request when the answers to those before it have been sent. */
function refuseInTurn(response: ServerResponse, status: RefusalStatus): void {
  if (response.socket === null) response.once('socket', (socket: Socket) => refuse(socket, status));
  else refuse(response.socket, status);
}

function refuseAfter(last: ServerResponse | undefined, socket: Socket, status: RefusalStatus): void {
  if (last === undefined || last.writableFinished) refuse(socket, status);
  else last.once('finish', () => refuse(socket, status));
}
