/** Closes its standard output and goes on. */
import { closeSync } from 'node:fs';
import { hang, readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
closeSync(1);
hang();
