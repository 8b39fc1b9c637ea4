/** Gives its result and does not end. */
import { goodResult, hang, readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
say(goodResult);
hang();
