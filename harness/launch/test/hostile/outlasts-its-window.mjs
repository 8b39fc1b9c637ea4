/** Its intervals go on after its window. */
import { goodResult, readSpecification, say, work } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
work();
say({ type: 'interval', elapsedMs: 90, work: 100 });
say(goodResult);
