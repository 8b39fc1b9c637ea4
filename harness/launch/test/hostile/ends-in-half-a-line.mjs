/** Ends in the middle of a message. */
import { writeSync } from 'node:fs';
import { readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
writeSync(1, '{"type":"result","elapsed');
