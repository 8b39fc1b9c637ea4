/** Says at once that it has worked through its whole window. */
import { goodResult, readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
say({ ...goodResult, elapsedMs: 5000 });
