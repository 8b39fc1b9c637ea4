/** Listening and connecting: where connections come from. */
import * as net from 'node:net';
import { Connection } from './connection.js';
import type { Scheduler } from './scheduler.js';
import { Signal } from './signal.js';
import type { ThreadBody } from './thread.js';
import { DeadlineError } from './errors.js';

export type ListenOptions = net.ListenOptions;

/** A listening socket. */
export class Listener {
  readonly #server: net.Server;
  readonly #arrival: Signal;
  readonly #arrived: Connection[] = [];
  #isClosed = false;
  #failure: Error | undefined;

  private constructor(threads: Scheduler, server: net.Server) {
    this.#server = server;
    this.#arrival = new Signal(threads, 'a connection');
    server.on('connection', (socket) => {
      this.#arrived.push(new Connection(threads, socket));
      this.#arrival.notify();
    });
    server.on('error', (error) => {
      this.#failure = error;
      this.#arrival.notify();
    });
  }

  /**
   * `const listener = yield* Listener.open(threads, { host, port })`; throws what the system says against it.
   * @param mostConnections at once; Node accepts and closes those beyond, for it has no way to leave them unaccepted
   */
  static *open(
    threads: Scheduler,
    where: net.ListenOptions,
    mostConnections = Infinity,
  ): ThreadBody<Listener> {
    const server = net.createServer({ allowHalfOpen: true, noDelay: true });
    server.maxConnections = mostConnections;
    const listener = new Listener(threads, server);
    server.listen(where, () => listener.#arrival.notify());
    yield listener.#arrival.park();
    if (listener.#failure !== undefined) throw listener.#failure;
    return listener;
  }

  get address(): net.AddressInfo {
    return this.#server.address() as net.AddressInfo;
  }

  /** `const connection = yield* listener.accept()`: the next connection; undefined once closed. */
  *accept(until = Infinity): ThreadBody<Connection | undefined> {
    for (;;) {
      const connection = this.#arrived.shift();
      if (connection !== undefined) return connection;
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#isClosed) return undefined;
      yield this.#arrival.park(until);
      if (this.#arrival.hasExpired) throw new DeadlineError(this.#arrival.what);
    }
  }

  /** No more connections; those that were not accepted are cut off. */
  close(): void {
    this.#isClosed = true;
    this.#server.close();
    for (const connection of this.#arrived.splice(0)) connection.destroy();
    this.#arrival.notify();
  }
}

/** `const connection = yield* connect(threads, { host, port }, until)`; throws what the system says, or DeadlineError. */
export function* connect(
  threads: Scheduler,
  to: { host: string; port: number },
  until = Infinity,
): ThreadBody<Connection> {
  const socket = net.connect({ ...to, allowHalfOpen: true, noDelay: true });
  const connection = new Connection(threads, socket);
  const outcome = new Signal(threads, 'a connection to be made');
  const wake = (): void => outcome.notify();
  let failure: Error | undefined;
  socket.once('connect', wake);
  socket.once('error', (error) => {
    failure = error;
    wake();
  });
  try {
    yield outcome.park(until);
  } catch (cancelled) {
    connection.destroy();
    throw cancelled;
  }
  if (failure !== undefined) throw failure;
  if (!outcome.hasExpired) return connection;
  connection.destroy();
  throw new DeadlineError(outcome.what);
}
