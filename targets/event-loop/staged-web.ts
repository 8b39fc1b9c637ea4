/** The web suite on the staged event-driven server. */
import { serveServer } from '../../harness/authoring/index.js';
import { newCounters } from '../../suites/web/server/counters.js';
import { connectionsThatFit } from '../../suites/web/server/descriptors.js';
import { anyPort } from '../../suites/web/server/listen.js';
import { ServedFiles } from '../../suites/web/server/served-files.js';
import { cacheBytesOf, materialsOf, patienceOf } from '../../suites/web/server/server-options.js';
import { StagedServer } from './staged/server.js';

await serveServer(async (specification) => {
  const counters = newCounters();
  const server = new StagedServer({
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
