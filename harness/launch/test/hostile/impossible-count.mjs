/** Did less than nothing. */
import { goodResult, readSpecification, say, work } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
work();
say({ ...goodResult, work: -5 });
