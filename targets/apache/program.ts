/** The program of the targets: Apache behind the protocol. Its argument names which. */
import { serveThirdParty } from '../third-party/serve.js';
import { capriccio, event, worker } from './configuration.js';

const servers = { worker, event, capriccio };
const name = process.argv[2] ?? '';
if (!(name in servers)) throw new Error(`no Apache named "${name}"`);
await serveThirdParty(servers[name as keyof typeof servers]);
