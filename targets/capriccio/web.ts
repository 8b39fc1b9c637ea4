/** The web suite on user-level threads: Knot. */
import { parseArgs } from 'node:util';
import { type RunningServer, serveServer } from '../../harness/authoring/index.js';
import { PageCache } from '../../suites/web/server/page-cache.js';
import { ServedFiles } from '../../suites/web/server/served-files.js';
import { descriptorsForConnections } from './descriptors.js';
import { Listener, RecentFirst, RoundRobin, Scheduler, type ThreadBody } from './index.js';
import { Knot } from './web-knot.js';
import { Pages } from './web-pages.js';

const host = '127.0.0.1';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'head-ms': { type: 'string', default: '10000' },
    'idle-ms': { type: 'string', default: '60000' },
    /** Dispatches between two looks at the sockets. */
    'poll-every': { type: 'string' },
  },
});

function makeScheduler(): Scheduler {
  const pollEvery = values['poll-every'];
  return new Scheduler({
    ...(positionals[0] === 'recent-first'
      ? { runQueue: new RecentFirst(64), fairEvery: 64 }
      : { runQueue: new RoundRobin(), fairEvery: 1 }),
    ...(pollEvery !== undefined && { pollEvery: Number(pollEvery) }),
  });
}

/** Opens the listening socket and accepts, in the calling thread. */
function* listenAndAccept(
  threads: Scheduler,
  knot: Knot,
  listening: (listener: Listener) => void,
): ThreadBody {
  const listener = yield* Listener.open(threads, {
    host,
    port: 0,
    mostConnections: descriptorsForConnections(),
  });
  listening(listener);
  yield* knot.accept(listener);
}

await serveServer(async ({ materials, point }): Promise<RunningServer> => {
  if (materials === undefined) throw new Error('the launch names no file set');
  const files = new ServedFiles(materials);
  const threads = makeScheduler();
  const pages = new Pages(threads, new PageCache(files.all.length, Number(point['cacheMb']) * 1e6));
  const knot = new Knot(threads, files, pages, {
    headMs: Number(values['head-ms']),
    idleMs: Number(values['idle-ms']),
  });
  const { promise: opened, resolve: listening } = newPromise<Listener>();
  threads.spawn(listenAndAccept(threads, knot, listening), 'the acceptor');
  // What fails later, fails the process.
  const ended = threads.run();
  const listener = await Promise.race([opened, ended.then(() => Promise.reject(new Error('it ended')))]);
  return {
    address: { host, port: listener.port },
    counters: () => ({ ...knot.counters }),
    async close() {
      listener.close();
      knot.hangUp();
      await ended;
    },
  };
});

function newPromise<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
