/** Its intervals do not add up to its result. */
import { goodResult, readSpecification, say, work } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
say({ type: 'interval', elapsedMs: 50, work: 99 });
work();
say(goodResult);
