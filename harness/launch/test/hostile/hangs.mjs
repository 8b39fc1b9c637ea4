/** Never says anything. */
import { hang } from './speak.mjs';
hang();
