/** One worker thread of the web server. */
import { parentPort, workerData } from 'node:worker_threads';
import { anyPort } from '../../suites/web/server/listen.js';
import { ServedFiles } from '../../suites/web/server/served-files.js';
import { HttpServer } from '../event-loop/http-server.js';
import { SharedCounters } from './shared-counters.js';
import type { WebWorkerSetting } from './web-worker-messages.js';

const { materials, memory, number, descriptor, ...setting } = workerData as WebWorkerSetting;
const server = new HttpServer({
  ...setting,
  files: new ServedFiles(materials),
  counters: new SharedCounters(memory, number),
});
const address = await server.listen(descriptor === undefined ? anyPort : { fd: descriptor });
parentPort?.postMessage({ address, descriptor: descriptor ?? server.descriptor });
parentPort?.once('message', () => {
  // A descriptor is closed once, by the thread that opened it.
  if (descriptor === undefined) void server.close().then(closed);
  else {
    server.closeConnections();
    closed();
  }
});

function closed(): void {
  parentPort?.postMessage('closed');
}
