/** The web suite on user-level threads: 63 of 64 turns go to the connection that became runnable last. */
import { serveFiles } from '../../suites/web/server/serve-files.js';
import { RecentFirst, Scheduler } from './index.js';
import { Knot } from './web-knot.js';

await serveFiles(
  (setting) => new Knot(setting, new Scheduler({ runQueue: new RecentFirst(64), fairEvery: 64 })),
);
