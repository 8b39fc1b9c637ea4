/** The web suite on Node's http module. */
import { serveFiles } from '../../suites/web/server/serve-files.js';
import { HttpServer } from './http-server.js';

await serveFiles((setting) => new HttpServer(setting));
