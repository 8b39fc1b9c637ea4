/** Hangs, and does not listen to SIGTERM. */
import { hang } from './speak.mjs';
process.on('SIGTERM', () => process.stderr.write('SIGTERM ignored\n'));
hang();
