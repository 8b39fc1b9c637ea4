/** Counts more in its window than it did in all. */
import { goodResult, readSpecification, say, work } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
work();
say({ ...goodResult, work: 1000, verification: { done: 100 } });
