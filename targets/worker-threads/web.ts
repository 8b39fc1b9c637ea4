/**
 * The web suite on worker threads: as many as there are CPUs, and two at least, each with an event loop and the HTTP
 * server of `event-loop` of its own. The first one listens; the others accept from its descriptor, which all threads of a
 * process share: `reusePort`, which would give each a socket of its own, is ignored by Node 20.
 */
import { Worker } from 'node:worker_threads';
import { serveServer } from '../../harness/authoring/index.js';
import { connectionsThatFit } from '../../suites/web/server/descriptors.js';
import { cacheBytesOf, materialsOf, patienceOf } from '../../suites/web/server/server-options.js';
import { SharedCounters, sumOf } from './shared-counters.js';
import { type WebWorkerOrder, type WebWorkerSetting, webWorkerReadySchema } from './web-worker-messages.js';

await serveServer(async (specification) => {
  const count = Math.max(2, specification.cpus.length);
  const memory = SharedCounters.memoryFor(count);
  const setting = (number: number, descriptor?: number): WebWorkerSetting => ({
    materials: materialsOf(specification),
    cacheBytes: cacheBytesOf(specification) / count,
    patience: patienceOf(process.argv.slice(2)),
    mostConnections: Math.max(1, Math.floor(connectionsThatFit() / count)),
    memory,
    number,
    descriptor,
  });
  const first = await start(setting(0));
  const numbers = Array.from({ length: count - 1 }, (_, index) => index + 1);
  const others = await Promise.all(numbers.map((number) => start(setting(number, first.descriptor))));
  const workers = [first, ...others];
  return {
    address: first.address,
    counters: () => ({ ...sumOf(memory, count) }),
    facts: () => ({ workers: String(count) }),
    close: async () => {
      await Promise.all(workers.map(({ worker }) => tellToClose(worker)));
    },
  };
});

async function start(setting: WebWorkerSetting) {
  const worker = new Worker(new URL('./web-worker.js', import.meta.url), { workerData: setting });
  const message = await new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  // From here on the failure of a worker is that of the server: nobody listens, so Node ends the process with it.
  worker.removeAllListeners('error');
  return { worker, ...webWorkerReadySchema.parse(message) };
}

/** Settles when the worker has closed what it had open. */
async function tellToClose(worker: Worker): Promise<void> {
  const closed = new Promise((resolve) => worker.once('message', resolve));
  worker.postMessage('close' satisfies WebWorkerOrder);
  await closed;
}
