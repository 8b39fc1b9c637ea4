/** Not hostile at all: the control. */
import { goodResult, readSpecification, say, work } from './speak.mjs';

const { nonce } = readSpecification();
say({ type: 'ready', nonce });
for (let slice = 1; slice <= 5; slice++) say({ type: 'interval', elapsedMs: slice * 10, work: 20 });
work();
say(goodResult);
