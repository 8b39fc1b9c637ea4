/** The web suite on Node's http module. */
import { serveServer } from '../../harness/authoring/index.js';
import { newCounters } from '../../suites/web/server/counters.js';
import { connectionsThatFit } from '../../suites/web/server/descriptors.js';
import { ServedFiles } from '../../suites/web/server/served-files.js';
import { cacheBytesOf, materialsOf, patienceOf } from '../../suites/web/server/server-options.js';
import { anyPort } from '../../suites/web/server/listen.js';
import { HttpServer } from './http-server.js';

await serveServer(async (specification) => {
  const counters = newCounters();
  const server = new HttpServer({
    files: new ServedFiles(materialsOf(specification)),
    cacheBytes: cacheBytesOf(specification),
    patience: patienceOf(process.argv.slice(2)),
    mostConnections: connectionsThatFit(),
    counters,
  });
  return {
    address: await server.listen(anyPort),
    counters: () => ({ ...counters }),
    close: () => server.close(),
  };
});
