/**
 * A staged event-driven server after Haboob, the web server of SEDA: HttpParse, HttpRecv, PageCache, CacheMiss and
 * HttpSend, each with its queue. Haboob's stages have thread pools with controllers of their size; a Node process has one
 * thread, so a stage has a controller of its batches, and admission control: a full HttpParse stops the reading of
 * sockets, and CacheMiss asks the disk for no more than it can read at once.
 */
import { type AddressInfo, type ListenOptions, type Server, type Socket, createServer } from 'node:net';
import type { Address } from '../../../harness/model/protocol.js';
import { PageCache } from '../../../suites/web/server/page-cache.js';
import { PageReader } from '../../../suites/web/server/page-reader.js';
import { mostOpenFiles } from '../../../suites/web/server/read-part.js';
import { headOf, notFound } from '../../../suites/web/server/responses.js';
import type { ServedFile } from '../../../suites/web/server/served-files.js';
import type { FileServer, FileServerSetting } from '../../../suites/web/server/serve-files.js';
import type { Request } from '../../../suites/web/server/request-parser.js';
import { Connection, type ConnectionListener } from './connection.js';
import { Scheduler } from './scheduler.js';
import { shortestFirst } from './shortest-first.js';
import { Stage } from './stage.js';

interface Input {
  readonly connection: Connection;
  readonly bytes: Buffer | null;
}

interface Received {
  readonly connection: Connection;
  readonly request: Request;
}

interface Wanted {
  readonly connection: Connection;
  readonly file: ServedFile;
}

interface Outgoing {
  readonly connection: Connection;
  readonly bytes: Buffer;
  /** Bytes of a file in it; null for what is not a 200. */
  readonly bodyBytes: number | null;
}

/** Pieces of input that may wait for HttpParse. */
const parseCapacity = 4096;

export class StagedServer implements FileServer, ConnectionListener {
  readonly #httpParse = new Stage<Input>({
    handle: (batch) => batch.forEach((input) => this.#parse(input)),
    capacity: parseCapacity,
  });
  readonly #httpRecv = new Stage<Received>({
    handle: (batch) => batch.forEach((received) => this.#receive(received)),
  });
  readonly #pageCache = new Stage<Wanted>({ handle: (batch) => this.#lookUp(batch) });
  readonly #cacheMiss = new Stage<Wanted>({
    handle: (batch) => batch.forEach((wanted) => void this.#miss(wanted)),
    room: () => mostOpenFiles - this.#readings,
  });
  readonly #httpSend = new Stage<Outgoing>({
    handle: (batch) => batch.forEach((outgoing) => this.#send(outgoing)),
  });
  readonly #scheduler = new Scheduler([
    this.#httpParse,
    this.#httpRecv,
    this.#pageCache,
    this.#cacheMiss,
    this.#httpSend,
  ]);
  /** Input that HttpParse had no room for, whose sockets are not read meanwhile. */
  #heldBack: Input[] = [];
  #readings = 0;
  readonly #connections = new Set<Connection>();
  readonly #setting: FileServerSetting;
  readonly #pages: PageReader;
  readonly #server: Server;

  constructor(setting: FileServerSetting) {
    this.#setting = setting;
    this.#pages = new PageReader(new PageCache(setting.files.all.length, setting.cacheBytes));
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => this.#accept(socket));
    this.#server.maxConnections = setting.mostConnections;
  }

  listen(where: ListenOptions): Promise<Address> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(where, () => {
        const { address, port } = this.#server.address() as AddressInfo;
        resolve({ host: address, port });
      });
    });
  }

  /** Closes every connection, and the listening socket. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const connection of this.#connections) connection.abort();
    await closed;
  }

  onInput(connection: Connection, bytes: Buffer | null): void {
    const input = { connection, bytes };
    if (!this.#httpParse.offer(input)) {
      connection.hold();
      this.#heldBack.push(input);
    }
    this.#scheduler.wake();
  }

  onSlowHead(connection: Connection): void {
    connection.refuse(408);
  }

  #accept(socket: Socket): void {
    this.#setting.counters.connections++;
    const connection = new Connection(socket, this, this.#setting.patience);
    this.#connections.add(connection);
    socket.once('close', () => this.#connections.delete(connection));
  }

  #parse({ connection, bytes }: Input): void {
    this.#admitOne();
    if (connection.isOver) return;
    if (bytes !== null) connection.push(bytes);
    if (connection.isBusy) return connection.hold();
    const next = connection.take();
    if (next === undefined) connection.release();
    else if (next.type === 'refusal') connection.refuse(next.status);
    else this.#httpRecv.offer({ connection, request: next });
  }

  /** There is room for one more of those held back. */
  #admitOne(): void {
    const input = this.#heldBack.shift();
    if (input !== undefined) this.#httpParse.offer(input);
  }

  #receive({ connection, request: { path, wantsBody } }: Received): void {
    const file = this.#setting.files.at(path);
    if (file === undefined) this.#httpSend.offer({ connection, bytes: notFound, bodyBytes: null });
    else if (wantsBody) this.#pageCache.offer({ connection, file });
    else this.#httpSend.offer({ connection, bytes: Buffer.from(headOf(file.length)), bodyBytes: 0 });
  }

  #lookUp(batch: Wanted[]): void {
    for (const { connection, file } of shortestFirst(batch)) {
      const page = this.#pages.cached(file);
      if (page === undefined) this.#cacheMiss.offer({ connection, file });
      else this.#httpSend.offer({ connection, bytes: page.bytes, bodyBytes: file.length });
    }
  }

  async #miss(wanted: Wanted): Promise<void> {
    if (wanted.connection.isOver) return;
    try {
      if (this.#pages.isCacheable(wanted.file)) await this.#read(wanted);
      else await this.#sendPieces(wanted);
    } catch (thrown) {
      process.stderr.write(`${String(thrown)}\n`);
      wanted.connection.abort();
    }
  }

  async #read({ connection, file }: Wanted): Promise<void> {
    this.#readings++;
    try {
      const { bytes } = await this.#pages.read(file);
      this.#httpSend.offer({ connection, bytes, bodyBytes: file.length });
    } finally {
      this.#readings--;
      this.#scheduler.wake();
    }
  }

  /** A file that is too large for the cache. A client that is slow holds up no reading: each piece is read on its own. */
  async #sendPieces({ connection, file }: Wanted): Promise<void> {
    this.#count(file.length);
    await connection.sendAndWait(Buffer.from(headOf(file.length)));
    for await (const piece of this.#pages.pieces(file)) {
      if (connection.isOver) return;
      await connection.sendAndWait(piece);
    }
    connection.answered();
  }

  #send({ connection, bytes, bodyBytes }: Outgoing): void {
    if (connection.isOver) return;
    if (bodyBytes !== null) this.#count(bodyBytes);
    connection.send(bytes, () => connection.answered());
  }

  #count(bodyBytes: number): void {
    this.#setting.counters.requests++;
    this.#setting.counters.bytes += bodyBytes;
  }
}
