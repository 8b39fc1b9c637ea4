/** Prints something that is no message. */
import { hang, readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
process.stdout.write('Segmentation fault (just kidding)\n');
hang();
