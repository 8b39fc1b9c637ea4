/** The program of the targets: Apache behind the protocol. Its argument names the MPM. */
import { serveThirdParty } from '../third-party/serve.js';
import { event, worker } from './configuration.js';

const servers = { worker, event };
const name = process.argv[2] ?? '';
if (!(name in servers)) throw new Error(`no MPM named "${name}"`);
await serveThirdParty(servers[name as keyof typeof servers]);
