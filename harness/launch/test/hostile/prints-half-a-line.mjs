/** Stops in the middle of a message. */
import { hang, readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
process.stdout.write('{"type":"result","elapsed');
hang();
