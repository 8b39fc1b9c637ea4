/** A client that sends what it is told to, byte for byte, and sees what comes back. */
import { type Socket, connect } from 'node:net';
import type { Address } from '../../../harness/model/protocol.js';

export interface Response {
  readonly status: number;
  /** Up to the empty line, and with it. */
  readonly head: string;
  readonly body: Buffer;
}

export class Client {
  readonly socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #isOver = false;
  #changed: () => void = () => {};

  static async connect(address: Address): Promise<Client> {
    const socket = connect({ ...address, allowHalfOpen: true, noDelay: true });
    const client = new Client(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return client;
  }

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      this.#changed();
    });
    const over = (): void => {
      this.#isOver = true;
      this.#changed();
    };
    socket.on('end', over).on('close', over).on('error', over);
  }

  send(text: string): this {
    this.socket.write(text, 'latin1');
    return this;
  }

  /** The next response. Asked to HEAD, there is no body. */
  async response({ toHead = false } = {}): Promise<Response> {
    const headEnd = await this.#until(() => this.#received.indexOf('\r\n\r\n'), 'a head');
    const head = this.#received.toString('latin1', 0, headEnd + 4);
    const [, status = ''] = /^HTTP\/1\.1 (\d{3}) /.exec(head) ?? [];
    const length = toHead ? 0 : Number(/^Content-Length: (\d+)\r$/m.exec(head)?.[1]);
    const end = headEnd + 4 + length;
    await this.#until(() => (this.#received.length >= end ? end : -1), `${end} bytes after ${head}`);
    const body = this.#received.subarray(headEnd + 4, end);
    this.#received = this.#received.subarray(end);
    return { status: Number(status), head, body };
  }

  /** Settles when bytes have come. */
  async someBytes(): Promise<void> {
    await this.#until(() => (this.#received.length > 0 ? 0 : -1), 'bytes');
  }

  /** All that comes until the server closes its side; then the client closes its own. */
  async rest(): Promise<string> {
    while (!this.#isOver) await this.#change();
    this.close();
    return this.#received.toString('latin1');
  }

  close(): void {
    this.socket.end();
    this.socket.resume();
  }

  async #until(place: () => number, what: string): Promise<number> {
    for (;;) {
      const found = place();
      if (found >= 0) return found;
      if (this.#isOver) {
        const got = this.#received.toString('latin1', 0, 200);
        throw new Error(`the server closed before ${what}; it had sent ${JSON.stringify(got)}`);
      }
      await this.#change();
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed = resolve;
    });
  }
}
