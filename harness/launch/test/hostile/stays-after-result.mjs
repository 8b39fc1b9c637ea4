/** Gives its result and does not end. */
import { goodResult, hang, readSpecification, say, work } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
work();
say(goodResult);
hang();
