/** Takes memory until it is stopped; 4 GiB at the most. */
import { hang, readSpecification, say } from './speak.mjs';
say({ type: 'ready', nonce: readSpecification().nonce });
const eaten = [];
const bite = setInterval(() => {
  if (eaten.length < 256) eaten.push(Buffer.alloc(16 * 2 ** 20, 1));
  else clearInterval(bite);
}, 5);
hang();
