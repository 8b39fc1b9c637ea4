/**
 * Knot: a web server of static files in straight lines. A thread accepts, and every connection has a thread of its own,
 * which reads a request, sends the page, and does it again (`web-conversation.ts`).
 */
import type { AddressInfo } from 'node:net';
import type { Address } from '../../harness/model/protocol.js';
import { PageCache } from '../../suites/web/server/page-cache.js';
import type { FileServer, FileServerSetting } from '../../suites/web/server/serve-files.js';
import { Listener, type ListenOptions, type Scheduler, type Thread, type ThreadBody } from './index.js';
import { Conversation } from './web-conversation.js';
import { Pages } from './web-pages.js';

export class Knot implements FileServer {
  readonly #setting: FileServerSetting;
  readonly #threads: Scheduler;
  readonly #pages: Pages;
  /** The threads of the connections. */
  readonly #talking = new Set<Thread>();
  #listener: Listener | undefined;
  #ended: Promise<void> = Promise.resolve();

  constructor(setting: FileServerSetting, threads: Scheduler) {
    this.#setting = setting;
    this.#threads = threads;
    this.#pages = new Pages(threads, new PageCache(setting.files.all.length, setting.cacheBytes));
  }

  listen(where: ListenOptions): Promise<Address> {
    return new Promise((resolve, reject) => {
      this.#threads.spawn(this.#accept(where, resolve), 'the acceptor');
      this.#ended = this.#threads.run();
      // Before it listens, a failure is the caller's; later it ends the process.
      this.#ended.catch(reject);
    });
  }

  /** Closes every connection, and the listening socket. */
  async close(): Promise<void> {
    this.#listener?.close();
    for (const thread of this.#talking) thread.cancel();
    await this.#ended;
  }

  *#accept(where: ListenOptions, listening: (address: Address) => void): ThreadBody {
    const { counters, mostConnections } = this.#setting;
    const listener = yield* Listener.open(this.#threads, where, mostConnections);
    this.#listener = listener;
    listening(addressOf(listener.address));
    for (;;) {
      const connection = yield* listener.accept();
      if (connection === undefined) return;
      counters.connections++;
      const conversation = new Conversation(this.#threads, this.#setting, this.#pages, connection);
      const thread: Thread = this.#threads.create(conversation.body(() => this.#talking.delete(thread)));
      this.#talking.add(thread);
      thread.start();
    }
  }
}

function addressOf({ address, port }: AddressInfo): Address {
  return { host: address, port };
}
