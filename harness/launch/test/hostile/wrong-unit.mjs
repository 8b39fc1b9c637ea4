/** Reports microseconds where the suite declares nanoseconds. */
import { goodResult, readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
say({ ...goodResult, metrics: { latency: { value: 3, unit: 'us' } } });
