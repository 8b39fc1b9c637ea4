/** Is somebody else. */
import { hang, say } from './speak.mjs';
say({ type: 'ready', nonce: 'mine' });
hang();
