/** Did a thousand million units in a millionth of a millisecond. */
import { goodResult, readSpecification, say, work } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
work();
say({ ...goodResult, elapsedMs: 1e-6, work: 1e9, verification: { done: 1e9 } });
