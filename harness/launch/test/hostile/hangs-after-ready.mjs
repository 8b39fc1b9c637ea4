/** Says ready and then nothing more. */
import { hang, readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
hang();
