/** The web suite on the staged event-driven server. */
import { serveFiles } from '../../suites/web/server/serve-files.js';
import { StagedServer } from './staged/server.js';

await serveFiles((setting) => new StagedServer(setting));
