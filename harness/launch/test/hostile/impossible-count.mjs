/** Did less than nothing. */
import { goodResult, readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
say({ ...goodResult, work: -5 });
