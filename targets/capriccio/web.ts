/** The web suite on user-level threads. */
import { serveFiles } from '../../suites/web/server/serve-files.js';
import { Scheduler } from './index.js';
import { Knot } from './web-knot.js';

await serveFiles((setting) => new Knot(setting, new Scheduler()));
