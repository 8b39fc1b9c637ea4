/** The program of the target: nginx behind the protocol. `--thread-pool` is the variant of that name. */
import { serveThirdParty } from '../third-party/serve.js';
import { nginx } from './configuration.js';

await serveThirdParty(nginx({ threadPool: process.argv.includes('--thread-pool') }));
