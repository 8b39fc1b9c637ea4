/** A server whose port somebody else still holds after its end: the port belongs to the tests. */
import { goodResult, readSpecification, say, work } from './speak.mjs';
const { nonce, point } = readSpecification();
say({ type: 'ready', nonce, host: '127.0.0.1', port: point.port });
work();
say(goodResult);
