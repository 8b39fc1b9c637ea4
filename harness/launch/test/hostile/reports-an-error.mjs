/** Knows what is wrong. */
import { say } from './speak.mjs';
say({ type: 'error', code: 'NO_FILES', message: 'the file set is missing' });
