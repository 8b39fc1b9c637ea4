/** Reports microseconds where the suite declares nanoseconds. */
import { goodResult, readSpecification, say, work } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
work();
say({ ...goodResult, metrics: { latency: { value: 3, unit: 'us' } } });
