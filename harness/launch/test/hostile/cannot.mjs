/** Not hostile: cannot do this here. */
import { say } from './speak.mjs';
say({ type: 'unsupported', reason: 'pthread_create: EAGAIN' });
